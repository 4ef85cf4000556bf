/** How types 2 and 6 encode their text: UTF-16BE as hexadecimal digits, or percent-encoded UTF-8. */
export const unicodeForms = ['utf16be-hex', 'utf8'] as const

/** Whether destinations are sent with their `+` or as digits only. */
export const numberFormats = ['plus', 'digits'] as const

/**
 * The two sets of parameter names that resellers use for schedules. The one with `scheduledate` is answered by
 * `Scheduled|<id>`, which names no destination, so it can only be understood for a single destination.
 *
 * @see docs/upstream-protocol.md, "Schedule"
 */
export const scheduleDialects = {
  'date,time': { date: 'date', time: 'time', destinationsPerRequest: Number.POSITIVE_INFINITY },
  'scheduledate,scheduletime': { date: 'scheduledate', time: 'scheduletime', destinationsPerRequest: 1 },
} as const
export type ScheduleDialect = keyof typeof scheduleDialects

/** Where providers differ in the format of requests. */
export type DialectSettings = {
  readonly unicode: (typeof unicodeForms)[number]
  readonly numberFormat: (typeof numberFormats)[number]
  readonly scheduleParameters: ScheduleDialect
}
