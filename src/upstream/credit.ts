import type { Credential } from '../messages/upstream.ts'
import { exchange } from './exchange.ts'
import { percentEncode } from './percent-encode.ts'
import { type ClientCertificate, createPool, type PoolSettings, requestHeaders } from './pool.ts'
import { definedCodes } from './status-codes.ts'

/** The balance of an account. `label` is the provider's term for it. */
export type Balance = { readonly balance: number; readonly label?: string; readonly fetchedAt: number }

export type CreditResult =
  | ({ readonly ok: true } & Balance)
  | { readonly ok: false; readonly problem: 'credit-refused' | 'credit-not-understood' | 'credit-unavailable' }

export type Credit = {
  /** The balance, at most as old as the configured cache time. Never throws. */
  read(): Promise<CreditResult>
  /** The last balance that was read. */
  lastBalance(): number | undefined
  /** The same for readers that poll, such as metrics: returns at once and refreshes the balance in the background. */
  watchBalance(): number | undefined
  /** Drops all cached balances: with another credential they may belong to another account. */
  forget(): void
  /** Uses another client certificate from the next request on. */
  setClientCertificate(certificate: ClientCertificate): void
  close(): Promise<void>
}

export type CreditSettings = Omit<PoolSettings, 'connections' | 'keepAlive'> & {
  readonly path: string
  readonly cacheMs: number
}

/** Callers do not wait longer than this for a balance. */
const timeoutMs = 10_000
/** Failures are cached briefly, so that each caller does not cause another request. */
const failureCacheMs = 10_000

const permissionDenied = /^\s*permission\s+denied/i
/** A code: bare, after a label, or at the head of a tuple. A sign, decimals or a leading zero rule out a code. */
const codeForm = /^(?:[^:=]*[:=]\s*)?([1-9]\d{0,3})(?:,|\|.*)?$/s
/**
 * A label consists of words in any language. Quotes and braces would start another format. It cannot end with a blank, so
 * that following blanks are matched once instead of once for each possible end of the label.
 */
const balanceForm =
  /^(?:(?<label>\p{L}(?:[\p{L}\p{M}\p{N} ()./_-]{0,38}[\p{L}\p{M}\p{N}()./_-])?)\s*[:=]\s*)?(?<amount>[+-]?\d{1,15}(?:\.\d{1,6})?)$/u

/**
 * Creates the client that asks the provider for the balance. Retrying this GET would be harmless, since it sends no
 * message, but the next caller does that anyway. It has its own connections and takes none from messages.
 *
 * @param credential returns the current credential
 * @see docs/upstream-protocol.md, "Credit"
 */
export function createCredit(settings: CreditSettings, credential: () => Credential): Credit {
  // Two, because a request with the credential from before `forget` may still hold one.
  const poolSettings: PoolSettings = { ...settings, connections: 2, keepAlive: false }
  let pool = createPool(poolSettings)
  let cached: { readonly result: Promise<CreditResult>; until: number } | undefined
  let lastBalance: number | undefined
  let watchedUntil = 0

  async function fetchBalance(): Promise<CreditResult> {
    const { username, password } = credential()
    const query = `username=${percentEncode(username)}&password=${percentEncode(password)}`
    const now = performance.now()
    const deadline = { startBy: now + timeoutMs / 2, answerBy: now + timeoutMs }
    const result = await exchange(pool, `${settings.path}?${query}`, requestHeaders, {
      deadline,
      mayStart: () => true,
      released() {},
    })
    if (result.kind !== 'answered') return { ok: false, problem: 'credit-unavailable' }
    if (result.statusCode !== 200) return { ok: false, problem: 'credit-not-understood' }
    return parseBalance(result.text, Date.now())
  }

  const credit: Credit = {
    read() {
      if (cached !== undefined && performance.now() < cached.until) return cached.result
      const result = fetchBalance()
      // Concurrent callers share one request.
      const own = { result, until: Number.POSITIVE_INFINITY }
      cached = own
      void result.then((settled) => {
        if (settled.ok && cached === own) lastBalance = settled.balance
        own.until = performance.now() + (settled.ok ? settings.cacheMs : Math.min(failureCacheMs, settings.cacheMs))
      })
      return result
    },
    lastBalance: () => lastBalance,
    watchBalance() {
      // Not as soon as a failure expires: no caller is waiting, and the provider would be polled forever.
      if (performance.now() >= watchedUntil) {
        watchedUntil = performance.now() + settings.cacheMs
        void credit.read()
      }
      return lastBalance
    },
    forget() {
      cached = undefined
      lastBalance = undefined
      watchedUntil = 0
    },
    setClientCertificate(clientCertificate) {
      const past = pool
      pool = createPool({ ...poolSettings, clientCertificate })
      void past.close()
    },
    close: () => pool.destroy(),
  }
  return credit
}

/**
 * Reads a balance: a number, optionally after a label. An integer that equals one of the provider's codes is a refusal:
 * the provider answers a wrong login with `1703` alone.
 *
 * @param fetchedAt milliseconds since 1970
 */
export function parseBalance(text: string, fetchedAt: number): CreditResult {
  if (permissionDenied.test(text) || isCode(text.trim())) return { ok: false, problem: 'credit-refused' }
  // Thousands may be separated by commas. A comma followed by fewer or more than three digits is something else.
  const plain = text.trim().replace(/(?<=\d),(?=\d{3}(?!\d))/g, '')
  const { label, amount } = balanceForm.exec(plain)?.groups ?? {}
  if (amount === undefined) return { ok: false, problem: 'credit-not-understood' }
  return { ok: true, balance: Number(amount), fetchedAt, ...(label !== undefined && { label }) }
}

const isCode = (text: string): boolean => Object.hasOwn(definedCodes, codeForm.exec(text)?.[1] ?? '')
