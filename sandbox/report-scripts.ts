/** One delivery report of a script. */
export type ReportStep = {
  readonly status: string
  /** When it is sent, after the answer, in the sandbox's own time unit: 1 is a second by default. */
  readonly at: number
  /** How the id is written: as in the answer, in upper case, or not at all. */
  readonly id?: 'upper' | 'none'
  /** GET sends the parameters in the query. */
  readonly method?: 'GET'
}

const enroute: ReportStep = { status: 'ENROUTE', at: 0.2 }
const final = (status: string): readonly ReportStep[] => [enroute, { status, at: 1 }]

/** What happens to an ordinary number. */
export const ordinaryScript = final('DELIVRD')

/** The reports of the magic numbers, by name. Those that are due at 0 are sent before the answer. */
export const reportScripts = {
  'report-undelivered': final('UNDELIV'),
  'report-rejected': final('REJECTD'),
  'report-expired': final('EXPIRED'),
  'report-deleted': final('DELETED'),
  'report-unknown': final('UNKNOWN'),
  'report-acked': [{ status: 'ACKED', at: 0.2 }],
  'report-accepted': [{ status: 'ACCEPTED', at: 0.2 }],
  'report-late': [{ status: 'DELIVRD', at: 10 }],
  'report-repeated': [0.2, 0.4, 0.6].map((at) => ({ status: 'DELIVRD', at })),
  'report-out-of-order': [
    { status: 'DELIVRD', at: 0.2 },
    { status: 'ENROUTE', at: 1 },
  ],
  'report-before-answer': [{ status: 'DELIVRD', at: 0 }],
  'report-upper-case': [{ status: 'DELIVRD', at: 1, id: 'upper' }],
  'report-conflict': [
    { status: 'DELIVRD', at: 0.2 },
    { status: 'UNDELIV', at: 1 },
  ],
  'report-unknown-status': [{ status: 'BUFFERED', at: 0.2 }],
  'report-alias': [{ status: 'DELIVERED', at: 0.2 }],
  'report-by-get': [{ status: 'DELIVRD', at: 0.2, method: 'GET' }],
  'report-without-id': [{ status: 'DELIVRD', at: 0.2, id: 'none' }],
  'report-never': [],
  'report-after-reset': [{ status: 'DELIVRD', at: 1 }],
} as const satisfies Record<string, readonly ReportStep[]>

export type ReportScriptName = keyof typeof reportScripts
export const isReportScriptName = (name: string): name is ReportScriptName => Object.hasOwn(reportScripts, name)
