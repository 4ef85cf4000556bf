import { type AccountStatus, type Credential, defaultAccount } from '../messages/upstream.ts'
import { type Breaker, type BreakerSettings, createBreaker } from './breaker.ts'
import type { Timers } from './clock.ts'
import type { UpstreamObserver } from './observer.ts'
import { createQueryBuilder, type QueryBuilder, type QuerySettings } from './query.ts'
import { createRate } from './rate.ts'
import type { Lane, Turns } from './turns.ts'

/** One account at the provider: its queries, its queue, its breaker. */
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
  /** The own account: what nothing else is said of. */
  own(): Account
  /** Puts other named accounts in the place of those before; the own one stays, unless it is among them. */
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
  /** By the provider's name of an account, since callers that share one share its rate. One that comes back finds its own. */
  const lanes = new Map<string, Lane>()
  let ownAccount = createAccount(defaultAccount, settings)
  let accounts = new Map<string, Account>()
  replace(named)

  /** @param before the same account as it was until now */
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
      // What was wrong with the old credential says nothing about the new one.
      breaker: createBreaker(settings.breaker, timers.now, onChange),
    }
  }

  function laneOf(username: string): Lane {
    const lane = lanes.get(username) ?? turns.createLane(createRate(settings.segmentsPerSecond, timers.now))
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
        ({ name, breaker }): AccountStatus => {
          const { state, retryInMs, cause, unreadableCount } = breaker.status()
          return {
            account: name,
            breaker: state,
            ...(retryInMs !== undefined && { retryAt: Date.now() + Math.round(retryInMs) }),
            ...(cause !== undefined && { cause }),
            ...(unreadableCount > 0 && { unreadableCount }),
          }
        },
      ),
  }
}
