// The simulated provider in this process, and what its gateway shows of it.

import { join } from 'node:path'
import type { Inbox } from '../sandbox/inbox.ts'
import type { SandboxSettings } from '../sandbox/settings.ts'
import type { Config } from './config/config.ts'
import type { SandboxInbox } from './http/routes/inbox.ts'
import type { SandboxNumber } from './http/routes/magic-numbers.ts'
import type { ProblemSources } from './http/routes/problems.ts'
import { definedCodes, type StatusCode, statusCodes } from './upstream/status-codes.ts'

/** What the routes of sandbox mode show. */
type SandboxView = { readonly inbox: SandboxInbox; readonly numbers: readonly SandboxNumber[] }

/**
 * Starts the simulated upstream; returns its address, the account that it knows, and what routes show of it.
 *
 * @param ownReportsUrl where this gateway receives delivery reports; undefined until it listens
 */
export async function startSandbox(
  { upstream, credit }: Pick<Config, 'upstream' | 'credit'>,
  { host, port, deliveryReportsUrl, ...options }: SandboxSettings,
  ownReportsUrl: () => string | undefined,
) {
  // Imported only here, so that a live start does not pay for it.
  const { createSandbox } = await import('../sandbox/create-sandbox.ts')
  const { listPhoneMessages } = await import('../sandbox/phones.ts')
  const { magicNumbers, shownProblems } = await import('../sandbox/magic-numbers.ts')
  const { sendPath, schedulePath } = upstream
  const { listen, close, inbox } = createSandbox({
    ...options,
    deliveryReportsUrl: () => deliveryReportsUrl ?? ownReportsUrl(),
    sendPath,
    schedulePath,
    ...(credit && { creditPath: credit.path }),
  })
  const { origin } = await listen({ host, port })
  const { username, password } = options
  const numbers = magicNumbers.map(({ number, name, kind, description, expected, code }): SandboxNumber => {
    const problem = code === undefined ? shownProblems[name] : statusCodes.get(code)?.problem
    return { number, name, kind, description, expected, ...(problem !== undefined && { problem }) }
  })
  const view: SandboxView = { inbox: createInboxView(inbox, listPhoneMessages), numbers }
  return { close, account: { origin, username, password }, view }
}

function createInboxView(
  inbox: Inbox,
  list: (entries: ReturnType<Inbox['entries']>) => ReturnType<SandboxInbox['read']>['messages'],
): SandboxInbox {
  return {
    revision: inbox.revision,
    whenChanged: inbox.whenChanged,
    clear: inbox.clear,
    read() {
      const entries = inbox.entries()
      return {
        revision: inbox.revision(),
        receivedCount: inbox.receivedCount(),
        refusedCount: entries.filter(({ message }) => message === undefined).length,
        messages: list(entries),
      }
    },
  }
}

/** What the catalogue of problems says besides its rows. */
function createProblemSources(numbers: readonly SandboxNumber[]): ProblemSources {
  const defined: readonly (readonly [string, StatusCode])[] = Object.entries(definedCodes)
  return {
    upstreamCodesOf: (code) => defined.filter(([, { problem }]) => problem === code).map(([number]) => Number(number)),
    magicNumbersOf: (code) => numbers.filter(({ problem }) => problem === code).map(({ number }) => number),
  }
}

/** What pages for people are made of. */
export type PageParts = {
  readonly docs: boolean
  readonly consoleFolder: string
  readonly problemSources: ProblemSources
  /** Absent in live mode. */
  readonly sandbox?: SandboxView
}

export const createPageParts = ({ docs }: Pick<Config, 'docs'>, sandbox: SandboxView | undefined): PageParts => ({
  docs,
  consoleFolder: join(import.meta.dirname, '..', 'console'),
  problemSources: createProblemSources(sandbox?.numbers ?? []),
  ...(sandbox && { sandbox }),
})
