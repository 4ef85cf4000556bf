/** Chance that repeats itself for the same seed. */
export type Random = {
  /** A whole number from 0 to below a bound. */
  below(bound: number): number
  pick<T>(choices: readonly [T, ...T[]] | readonly T[]): T
}

/** A seed from the environment, to repeat a failure, or a new one. Tests carry it in their name. */
export const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31)

/** How often a random test runs. `RUNS_FACTOR=10` makes it ten times as many, for a long run. */
export const runsOf = (usual: number): number => usual * Number(process.env['RUNS_FACTOR'] ?? 1)

/** mulberry32: small, fast, and good enough to choose tests by. */
export function createRandom(from: number): Random {
  let state = from
  function below(bound: number): number {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * bound)
  }
  return {
    below,
    pick: (choices) => {
      if (choices.length === 0) throw new Error('There is nothing to pick from')
      return choices[below(choices.length)] as (typeof choices)[number]
    },
  }
}
