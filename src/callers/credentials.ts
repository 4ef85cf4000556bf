import type { Logger } from 'pino'
import type { Authenticate, Caller } from '../messages/caller.ts'
import { type Credential, defaultAccount } from '../messages/upstream.ts'
import { type CallerSource, type Loaded, openCallers } from './caller-source.ts'
import { type OwnAccount, readAccountAgain } from './upstream-account.ts'

/** Who may ask, and what the upstream is told: all that can change while the gateway runs. */
export type Credentials = {
  /** Absent where the gateway runs open. */
  readonly authenticate: Authenticate | undefined
  /** Tells now, and after every change before it counts, which callers and accounts there are. */
  follow(listener: (current: Current) => void): void
  /** Reads all files anew. What is wrong with one is logged, and what was read from it before still counts. */
  reload(): void
  close(): void
}

type Current = {
  readonly callers: readonly Caller[]
  /** By name: the gateway's own is `default`, the others have that of their caller. */
  readonly accounts: ReadonlyMap<string, Credential>
}

/** Absent: `keysFile` where the gateway runs open, `live` in sandbox mode. */
type CredentialSources = { readonly keysFile: string | undefined; readonly live: OwnAccount | undefined }

/**
 * Opens the keys' file, if there is one, and keeps an eye on it. The log's gate learns of each password before anybody
 * else does.
 *
 * @param onKeysFault told each time the keys' file is found to be wrong while the gateway runs
 * @throws KeysFileError when the keys' file is not good
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
    // The sandbox knows one account, so those of callers are checked there and not used.
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
            logger.info({ callers: next.callers.map(({ name }) => name) }, 'the keys are read')
          },
          onFaults(faults) {
            onKeysFault()
            logger.error({ faults }, 'API_KEYS_FILE is wrong: the keys that were read before still count')
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
          logger.info('the account is read')
        } else logger.error({ faults: read.faults }, 'the account is wrong: the one that was read before still counts')
      }
      source?.reload()
    },
    close: () => source?.close(),
  }
}
