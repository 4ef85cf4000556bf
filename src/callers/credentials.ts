import type { Logger } from 'pino'
import type { Authenticate, Caller } from '../messages/caller.ts'
import { type Credential, defaultAccount } from '../messages/upstream.ts'
import { type CallerSource, type Loaded, openCallers } from './caller-source.ts'
import { type OwnAccount, readAccountAgain } from './upstream-account.ts'

/** The callers and upstream credentials: everything that can change while the gateway runs. */
export type Credentials = {
  /** Absent if the gateway runs open. */
  readonly authenticate: Authenticate | undefined
  /** Reports the callers and accounts, now and before each change takes effect. */
  follow(listener: (current: Current) => void): void
  /** Rereads all files. Faults are logged, and the previous state remains in use. */
  reload(): void
  close(): void
}

type Current = {
  readonly callers: readonly Caller[]
  /** By name: the gateway's own is `default`, the others are named after their caller. */
  readonly accounts: ReadonlyMap<string, Credential>
}

/** Absent: `keysFile` where the gateway runs open, `live` in sandbox mode. */
type CredentialSources = { readonly keysFile: string | undefined; readonly live: OwnAccount | undefined }

/**
 * Opens the keys file, if there is one, and watches it for changes. Each password is registered with the log's
 * redaction before it is used anywhere.
 *
 * @param onKeysFault called each time the keys file is found to be invalid while the gateway runs
 * @throws KeysFileError if the keys file is invalid
 */
export function openCredentials(
  { keysFile, live }: CredentialSources,
  logger: Logger,
  secrets: { add(secret: string): void },
  onKeysFault: () => void,
): Credentials {
  let own: Credential | undefined = live && { username: live.username, password: live.password }
  let loaded: Loaded = { callers: [], accounts: new Map() }
  let listener: (current: Current) => void = () => {}

  function tell(): void {
    for (const { password } of [...(own ? [own] : []), ...loaded.accounts.values()]) secrets.add(password)
    // The sandbox has a single account, so the accounts of callers are checked there but not used.
    const accounts = own === undefined ? [] : [[defaultAccount, own] as const, ...loaded.accounts]
    listener({ callers: loaded.callers, accounts: new Map(accounts) })
  }

  const source: CallerSource | undefined =
    keysFile === undefined
      ? undefined
      : openCallers({
          file: keysFile,
          ownAccounts: live !== undefined,
          nowMs: Date.now,
          onLoaded(next) {
            loaded = next
            tell()
            logger.info({ callers: next.callers.map(({ name }) => name) }, 'keys loaded')
          },
          onFaults(faults) {
            onKeysFault()
            logger.error({ faults }, 'API_KEYS_FILE is invalid: the previous keys remain in use')
          },
        })

  return {
    authenticate: source?.authenticate,
    follow(next) {
      listener = next
      tell()
    },
    reload() {
      if (live !== undefined) {
        const read = readAccountAgain(live)
        if (read.ok) {
          own = read.account
          tell()
          logger.info('account reloaded')
        } else logger.error({ faults: read.faults }, 'the account is invalid: the previous one remains in use')
      }
      source?.reload()
    },
    close: () => source?.close(),
  }
}
