import { type AccountStatus, type Credential, defaultAccount } from '../messages/upstream.ts'
import { type Breaker, type BreakerSettings, createBreaker } from './breaker.ts'
import type { Timers } from './clock.ts'
import type { UpstreamObserver } from './observer.ts'
import { createQueryBuilder, type QueryBuilder, type QuerySettings } from './query.ts'
import { createRate } from './rate.ts'
import type { Lane, Turns } from './turns.ts'

/** One account at the provider, with its own queries, queue and breaker. */
export type Account = {
  readonly name: string
  readonly credential: Credential
  readonly queries: QueryBuilder
  readonly lane: Lane
  readonly breaker: Breaker
}

export type AccountSettings = QuerySettings & { readonly breaker: BreakerSettings }

export type Accounts = {
  find(name: string): Account | undefined
  /** The gateway's own account, used unless a caller has another. */
  own(): Account
  /** Replaces the named accounts. The gateway's own account is kept unless `named` contains it. */
  replace(named: ReadonlyMap<string, Credential>): void
  status(): readonly AccountStatus[]
}

export function createAccounts(
  settings: AccountSettings,
  named: ReadonlyMap<string, Credential>,
  turns: Turns,
  observer: Pick<UpstreamObserver, 'breaker'>,
  timers: Timers,
): Accounts {
  /** By username, because callers that share an account share its rate. Kept, so that a returning account finds its lane. */
  const lanes = new Map<string, Lane>()
  let ownAccount = createAccount(defaultAccount, settings)
  let accounts = new Map<string, Account>()
  replace(named)

  /** @param before the account's previous state */
  function createAccount(name: string, { username, password }: Credential, before?: Account): Account {
    const unchanged = before?.credential.username === username && before.credential.password === password
    if (before && unchanged) return before
    const onChange: Parameters<typeof createBreaker>[2] = (state, cause) =>
      observer.breaker({ account: name, state, ...(cause !== undefined && { cause }) })
    return {
      name,
      credential: { username, password },
      queries: createQueryBuilder({ ...settings, username, password }),
      lane: laneOf(username),
      // Failures of the old credential say nothing about the new one.
      breaker: createBreaker(settings.breaker, timers.now, onChange),
    }
  }

  function laneOf(username: string): Lane {
    const lane = lanes.get(username) ?? turns.createLane(createRate(settings, timers.now))
    lanes.set(username, lane)
    return lane
  }

  function find(name: string): Account | undefined {
    return name === defaultAccount ? ownAccount : accounts.get(name)
  }

  function replace(named: ReadonlyMap<string, Credential>): void {
    const next = new Map<string, Account>()
    for (const [name, credential] of named) next.set(name, createAccount(name, credential, find(name)))
    ownAccount = next.get(defaultAccount) ?? ownAccount
    accounts = next
  }

  return {
    find,
    own: () => ownAccount,
    replace,
    status: () =>
      [ownAccount, ...[...accounts.values()].filter(({ name }) => name !== defaultAccount)].map(
        ({ name, breaker, lane }): AccountStatus => {
          const { state, retryInMs, cause, unreadableCount } = breaker.status()
          const waiting = lane.waitingCount()
          const { segmentsPerSecond } = settings
          return {
            account: name,
            breaker: state,
            ...(retryInMs !== undefined && { retryAt: Date.now() + Math.round(retryInMs) }),
            ...(cause !== undefined && { cause }),
            ...(unreadableCount > 0 && { unreadableCount }),
            ...(waiting > 0 && { waiting }),
            ...(segmentsPerSecond !== undefined && { segmentsPerSecond }),
          }
        },
      ),
  }
}
