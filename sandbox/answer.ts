import { randomUUID } from 'node:crypto'
import { bodyShapes, isBodyShapeName, isTupleShapeName, type TupleContext, tupleShapes } from './answer-shapes.ts'
import type { Dialect } from './dialects.ts'
import { type FaultName, isFaultName } from './faults.ts'
import { codeOfNumber, magicNumbersByDigits } from './magic-numbers.ts'
import { isReportScriptName, ordinaryScript, type ReportStep, reportScripts } from './report-scripts.ts'
import type { Destination, Submission } from './submission.ts'

/** The text of an answer, the transport fault to apply to it, and the delivery reports that follow. */
export type Answer = {
  readonly body: string
  /** The part about each destination; the whole body where it has another form than tuples. */
  readonly answers: readonly string[]
  readonly fault?: FaultName
  readonly reports: readonly AnnouncedReport[]
}

/** The reports of one id that the answer gave. */
export type AnnouncedReport = { readonly digits: string; readonly id: string; readonly script: readonly ReportStep[] }

/** What the scheduler of the classic dialect answers, before the schedule's id. */
const scheduledTuple = 'Scheduled|'

export type Answerer = (submission: Submission) => Answer

/**
 * Creates the answerer of one sandbox: a tuple per destination, joined by commas, in the sandbox's dialect. Its only
 * state is how often each magic number was requested.
 */
export function createAnswerer(dialect: Dialect): Answerer {
  const turns = new Map<string, number>()

  function tupleContext(destination: Destination, scheduleId: string | undefined): TupleContext {
    const { digits } = destination
    const turn = (turns.get(digits) ?? 0) + 1
    if (magicNumbersByDigits.has(digits)) turns.set(digits, turn)
    const echo = echoOf(dialect, destination)
    const accepted = () =>
      scheduleId === undefined ? `1701|${echo}${dialect.idSeparator}${randomUUID()}` : `${scheduledTuple}${scheduleId}`
    const refused = (code: number) => `${dialect.aliases[code] ?? code}|${echo}`
    return { echo, digits, turn, newId: randomUUID, accepted, refused }
  }

  return ({ destinations, schedule }) => {
    // The scheduler of the classic dialect returns one schedule id for all accepted destinations.
    const scheduleId = dialect.scheduledAnswer && schedule !== undefined ? randomUUID() : undefined
    const parts: (readonly string[])[] = []
    const scheduled: Destination[] = []
    for (const destination of destinations) {
      const own = tuplesFor(destination, tupleContext(destination, scheduleId))
      if (own.some((tuple) => tuple.startsWith(scheduledTuple))) scheduled.push(destination)
      parts.push(own)
      if (nameOf(destination) === 'stopped-batch') break
    }
    const tuples = parts.flat()
    const joined = (scheduleId === undefined ? tuples : [...new Set(tuples)]).join(',')
    const names = destinations.map(nameOf)
    const bodyShape = names.find(isBodyShapeName)
    const body = bodyShape === undefined ? joined : bodyShapes[bodyShape](joined)
    const isReportedLater = names.includes('report-after-reset')
    const fault = names.find(isFaultName) ?? (isReportedLater ? 'reset-after-request' : undefined)
    // What a fault leaves unknown stays unknown, unless it is asked for.
    const isReported = fault === undefined || isReportedLater
    const reports = isReported ? [...reportsOf(destinations, body), ...scheduledReportsOf(scheduled, body)] : []
    const answers = destinations.map((_, index) => (bodyShape === undefined ? (parts[index] ?? []).join(',') : body))
    return { body, answers, reports, ...(fault !== undefined && { fault }) }
  }
}

/** Every id in the answer is reported, whatever form the answer has. */
function reportsOf(destinations: readonly Destination[], body: string): readonly AnnouncedReport[] {
  const asked = new Map(destinations.map((destination) => [destination.digits, nameOf(destination)]))
  const reported = new Set<string>()
  return [...body.matchAll(/1701\|\+?(\d+)[|:]([0-9a-f-]{36})/g)].flatMap(([, digits = '', id = '']) => {
    const name = asked.get(digits)
    if (name === undefined || reported.has(id)) return []
    reported.add(id)
    return [{ digits, id, script: scriptOf(name) }]
  })
}

/** Of a schedule that names no destination: all that it accepted have its id. */
function scheduledReportsOf(destinations: readonly Destination[], body: string): readonly AnnouncedReport[] {
  const id = /Scheduled\|([0-9a-f-]{36})/.exec(body)?.[1]
  if (id === undefined) return []
  return destinations.map((destination) => ({ digits: destination.digits, id, script: scriptOf(nameOf(destination)) }))
}

const scriptOf = (name: string): readonly ReportStep[] =>
  isReportScriptName(name) ? reportScripts[name] : ordinaryScript

function tuplesFor(destination: Destination, context: TupleContext): readonly string[] {
  if (!destination.usable) return [context.refused(1706)]
  const code = codeOfNumber(destination.digits)
  if (code !== undefined) return [code === 1701 ? context.accepted() : context.refused(code)]
  const magic = magicNumbersByDigits.get(destination.digits)
  return magic !== undefined && isTupleShapeName(magic.name) ? tupleShapes[magic.name](context) : [context.accepted()]
}

const nameOf = (destination: Destination): string => magicNumbersByDigits.get(destination.digits)?.name ?? ''

/** An unusable number is echoed as `NA` if the dialect says so, or if it would break the answer's grammar. */
function echoOf(dialect: Dialect, { sent, digits, usable }: Destination): string {
  if (!usable && (dialect.unusableAsNa || !/^\+?\d+$/.test(sent))) return 'NA'
  return dialect.echo === 'digits' ? digits : sent
}
