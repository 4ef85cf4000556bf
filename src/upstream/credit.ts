import type { Credential } from '../messages/upstream.ts'
import { exchange } from './exchange.ts'
import { percentEncode } from './percent-encode.ts'
import { type ClientCertificate, createPool, type PoolSettings, requestHeaders } from './pool.ts'
import { definedCodes } from './status-codes.ts'

/** The balance of an account. `label` is the provider's word for it. */
export type Balance = { readonly balance: number; readonly label?: string; readonly fetchedAt: number }

export type CreditResult =
  | ({ readonly ok: true } & Balance)
  | { readonly ok: false; readonly problem: 'credit-refused' | 'credit-not-understood' | 'credit-unavailable' }

export type Credit = {
  /** The balance, at most as old as is set. Never throws. */
  read(): Promise<CreditResult>
  /** What was read last. */
  lastBalance(): number | undefined
  /** The same for who looks at it all the time, and so keeps it as fresh as is set; the provider is asked behind their back. */
  watchBalance(): number | undefined
  /** Drops all that was read: with another credential it may be the balance of another account. */
  forget(): void
  /** Shows another certificate from the next request on. */
  setClientCertificate(certificate: ClientCertificate): void
  close(): Promise<void>
}

export type CreditSettings = Omit<PoolSettings, 'connections' | 'keepAlive'> & {
  readonly path: string
  readonly cacheMs: number
}

/** A balance is of no use to anybody who has to wait longer for it. */
const timeoutMs = 10_000
/** A failure is forgotten soon, and still not every asker makes another request of it. */
const failureCacheMs = 10_000

const permissionDenied = /^\s*permission\s+denied/i
/** A code, bare, behind a label, or at the head of a tuple. An amount with a sign, decimals or a leading zero is no code. */
const codeForm = /^(?:[^:=]*[:=]\s*)?([1-9]\d{0,3})(?:,|\|.*)?$/s
/** A label is words of any language; quotes and braces would be the beginning of another form. */
const balanceForm =
  /^(?:(?<label>\p{L}[\p{L}\p{M}\p{N} ()./_-]{0,39})\s*[:=]\s*)?(?<amount>[+-]?\d{1,15}(?:\.\d{1,6})?)$/u

/**
 * Creates what asks the provider for the balance. This GET sends nothing to anybody, so asking again would do no harm;
 * it is not tried again all the same, since the next asker does. It has connections of its own and takes no sender's.
 *
 * @param credential the credential as it is now
 * @see docs/upstream-protocol.md, "Credit"
 */
export function createCredit(settings: CreditSettings, credential: () => Credential): Credit {
  // Two: a request with the credential from before `forget` may still hold one.
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
    const result = await exchange(pool, `${settings.path}?${query}`, requestHeaders, deadline, () => {})
    if (result.kind !== 'answered') return { ok: false, problem: 'credit-unavailable' }
    if (result.statusCode !== 200) return { ok: false, problem: 'credit-not-understood' }
    return parseBalance(result.text, Date.now())
  }

  const credit: Credit = {
    read() {
      if (cached !== undefined && performance.now() < cached.until) return cached.result
      const result = fetchBalance()
      // Whoever asks while it is on its way waits for the same one.
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
      // Not as soon as a failure is forgotten: nobody waits, and the provider would be asked for ever.
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
 * Reads a balance: a number, perhaps behind a label. A whole number that is one of the provider's codes is a refusal: a
 * wrong login is answered with `1703` alone.
 *
 * @param fetchedAt milliseconds since 1970
 */
export function parseBalance(text: string, fetchedAt: number): CreditResult {
  if (permissionDenied.test(text) || isCode(text.trim())) return { ok: false, problem: 'credit-refused' }
  // Thousands are sometimes set off by commas; one with fewer or more than three digits behind it is something else.
  const plain = text.trim().replace(/(?<=\d),(?=\d{3}(?!\d))/g, '')
  const { label, amount } = balanceForm.exec(plain)?.groups ?? {}
  if (amount === undefined) return { ok: false, problem: 'credit-not-understood' }
  return { ok: true, balance: Number(amount), fetchedAt, ...(label !== undefined && { label: label.trim() }) }
}

const isCode = (text: string): boolean => Object.hasOwn(definedCodes, codeForm.exec(text)?.[1] ?? '')
