import { median, type Spread } from '../statistics.ts'

/** A mean with the half width of its 95 % confidence interval. */
export type Estimate = { readonly mean: number; readonly halfWidth: number }

/** Student's t for 97.5 %, by degrees of freedom from 1 on; from 30 on the normal distribution's value is close enough. */
const quantiles = [
  12.71, 4.3, 3.18, 2.78, 2.57, 2.45, 2.36, 2.31, 2.26, 2.23, 2.2, 2.18, 2.16, 2.14, 2.13, 2.12, 2.11, 2.1, 2.09, 2.09,
  2.08, 2.07, 2.07, 2.06, 2.06, 2.06, 2.05, 2.05, 2.05,
]
const normalQuantile = 1.96

/** Of measurements in pairs, so that what slows the machine for a while counts for both sides. */
export function estimate(differences: readonly number[]): Estimate {
  const count = differences.length
  const mean = differences.reduce((sum, value) => sum + value, 0) / count
  const variance = differences.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (count - 1)
  const quantile = quantiles[count - 2] ?? normalQuantile
  return { mean, halfWidth: count < 2 ? Number.POSITIVE_INFINITY : quantile * Math.sqrt(variance / count) }
}

/**
 * The median and the middle half of counts. The compiler and the collector of garbage can raise a single count, but not lower it,
 * so that the range says nothing about the precision of the median.
 */
export function middleOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((one, other) => one - other)
  const quarter = Math.floor(sorted.length / 4)
  const middle = sorted.slice(quarter, sorted.length - quarter)
  return { median: median(sorted), least: middle[0] ?? Number.NaN, most: middle.at(-1) ?? Number.NaN }
}
