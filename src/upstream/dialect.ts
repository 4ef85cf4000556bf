/** How the text of types 2 and 6 travels: hexadecimal digits of UTF-16BE, or percent-encoded UTF-8. */
export const unicodeForms = ['utf16be-hex', 'utf8'] as const

/** Whether destinations travel with their `+`, or as digits alone. */
export const numberFormats = ['plus', 'digits'] as const

/**
 * The two ways in which resellers name the schedule's parameters. The one with `scheduledate` answers
 * `Scheduled|<id>`, which names no destination: only a request for a single one can be understood there.
 *
 * @see docs/upstream-protocol.md, "Schedule"
 */
export const scheduleDialects = {
  'date,time': { date: 'date', time: 'time', destinationsPerRequest: Number.POSITIVE_INFINITY },
  'scheduledate,scheduletime': { date: 'scheduledate', time: 'scheduletime', destinationsPerRequest: 1 },
} as const
export type ScheduleDialect = keyof typeof scheduleDialects

/** What one provider wants to be written in another way than the next one. */
export type DialectSettings = {
  readonly unicode: (typeof unicodeForms)[number]
  readonly numberFormat: (typeof numberFormats)[number]
  readonly scheduleParameters: ScheduleDialect
}
