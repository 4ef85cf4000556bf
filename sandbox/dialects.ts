/** The answer format and schedule parameters of one family of resellers. */
export type Dialect = {
  readonly description: string
  /** Between the destination and the message id of an accepted tuple. */
  readonly idSeparator: '|' | ':'
  /** How a destination is echoed: as sent, or as digits only. */
  readonly echo: 'as-sent' | 'digits'
  /** Whether the scheduler answers `Scheduled|<id>` instead of tuples. */
  readonly scheduledAnswer: boolean
  /** Whether an unusable number is echoed as `NA` instead of as sent. */
  readonly unusableAsNa: boolean
  /** The document's codes that this dialect replaces by other numbers. */
  readonly aliases: Readonly<Record<number, number>>
  readonly dateParameter: string
  readonly timeParameter: string
}

const documentDialect = {
  description: "The provider's document: 1701|<destination>|<id>, destinations echoed as they were sent.",
  idSeparator: '|',
  echo: 'as-sent',
  scheduledAnswer: false,
  unusableAsNa: false,
  aliases: {},
  dateParameter: 'date',
  timeParameter: 'time',
} as const satisfies Dialect

/**
 * The dialects, by the names used in settings.
 *
 * @see docs/upstream-protocol.md, "Answers" and "Codes"
 */
export const dialects = {
  document: documentDialect,
  classic: {
    description:
      'Older resellers: 1025 and 1032 for 1725 and 1732, Scheduled|<id>, scheduledate and scheduletime, 1706|NA, ' +
      'destinations echoed without their +.',
    idSeparator: '|',
    echo: 'digits',
    scheduledAnswer: true,
    unusableAsNa: true,
    aliases: { 1725: 1025, 1732: 1032 },
    dateParameter: 'scheduledate',
    timeParameter: 'scheduletime',
  },
  colon: { ...documentDialect, description: 'As document, but 1701|<destination>:<id>.', idSeparator: ':' },
} as const satisfies Record<string, Dialect>

export type DialectName = keyof typeof dialects
