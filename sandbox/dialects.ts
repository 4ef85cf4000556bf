/** How one family of resellers answers, and how it names the parameters of a schedule. */
export type Dialect = {
  readonly description: string
  /** Between the destination and the message id of an accepted tuple. */
  readonly idSeparator: '|' | ':'
  /** How a destination comes back: as it was sent, or by its digits alone. */
  readonly echo: 'as-sent' | 'digits'
  /** Whether the scheduler answers `Scheduled|<id>` instead of tuples. */
  readonly scheduledAnswer: boolean
  /** Whether an unusable number comes back as `NA` instead of as it was sent. */
  readonly unusableAsNa: boolean
  /** The document's codes that this dialect says by another number. */
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
 * The dialects, by the name that the settings use.
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

export const isDialectName = (name: string): name is DialectName => Object.hasOwn(dialects, name)
