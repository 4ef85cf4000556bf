// The side of the gateway that faces the provider: what is opened, renewed and closed together.

import type { Logger } from 'pino'
import { type CertificateSource, followClientCertificate } from './config/client-certificate.ts'
import type { Config } from './config/config.ts'
import { createPageParts, type PageParts, startSandbox } from './sandbox-parts.ts'
import { createUpstream, type UpstreamClient } from './upstream/client.ts'
import { type Credit, createCredit } from './upstream/credit.ts'
import type { UpstreamObserver } from './upstream/observer.ts'
import type { ClientCertificate } from './upstream/pool.ts'
import type { RateShare } from './upstream/rate.ts'

export type UpstreamParts = {
  readonly client: UpstreamClient
  /** Absent if the balance is not queried. */
  readonly credit: Credit | undefined
  /** Forgets the balance, and reads the client certificate again. */
  reload(): void
  /** What the pages show of it. */
  readonly pages: PageParts
  close(): Promise<void>
}

/**
 * Creates the client of the upstream, or starts the sandbox and creates its client.
 *
 * @param share the part of each account's rate that is this gateway's; absent: all of it
 * @param mayStart asked before each GET is written: false if its result could not be recorded
 * @param ownReportsUrl where this gateway receives delivery reports, for its sandbox
 */
export async function openUpstream(
  config: Config,
  logger: Logger,
  observer: UpstreamObserver,
  share: RateShare | undefined,
  mayStart: () => boolean,
  ownReportsUrl: () => string | undefined,
): Promise<UpstreamParts> {
  const { unusedProxies = [] } = config.live ?? {}
  if (unusedProxies.length > 0) {
    logger.warn(
      { variables: unusedProxies },
      'a proxy is named in the environment and not used: the gateway goes to the provider directly unless UPSTREAM_PROXY is set',
    )
  }
  const sandbox = config.sandbox && (await startSandbox(config, config.sandbox, ownReportsUrl))
  const account = config.live ?? sandbox?.account
  if (account === undefined) throw new Error('There is an upstream, or a sandbox in its place')
  const settings = { ...config.upstream, ...account, ...(share && { share }) }
  const client = createUpstream(settings, new Map(), observer, mayStart)
  const credit = config.credit && createCredit({ ...settings, ...config.credit }, client.ownCredential)
  const certificate = followCertificate(config, logger, [client, ...(credit ? [credit] : [])])
  return {
    client,
    credit,
    reload() {
      credit?.forget()
      certificate?.reload()
    },
    pages: createPageParts(config, sandbox?.view),
    async close() {
      certificate?.close()
      await client.close()
      await credit?.close()
      await sandbox?.close()
    },
  }
}

/** Shows the upstream each new certificate that its files hold, where the gateway has one. */
function followCertificate(
  { live }: Config,
  logger: Logger,
  users: readonly { setClientCertificate(certificate: ClientCertificate): void }[],
): CertificateSource | undefined {
  if (live?.clientCertificate === undefined || live.certificateFiles === undefined) return undefined
  return followClientCertificate(live.certificateFiles, live.clientCertificate, {
    onLoaded(certificate) {
      for (const user of users) user.setClientCertificate(certificate)
      logger.info({ validTo: new Date(certificate.validToMs) }, 'client certificate loaded')
    },
    onFaults(faults) {
      logger.error({ faults }, 'the client certificate is invalid: the previous one remains in use')
    },
  })
}
