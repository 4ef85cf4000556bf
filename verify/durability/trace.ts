/**
 * Reads the strace output of a gateway and checks the order of its effects: the intent to send to a recipient is durable
 * before the GET is written, and the outcome is durable before the client gets it.
 *
 * In the journal's pages a recipient's number directly precedes the state of its attempt, because they are adjacent
 * columns. So the written bytes show which row was logged in which state.
 *
 * @see docs/never-twice.md, "The states of one recipient"
 */
export type TraceCheck = {
  /** Feeds one line of `strace -f -y`. */
  add(line: string): void
  readonly report: TraceReport
}

export type TraceReport = {
  /** Recipients in GETs that were written to the upstream. */
  readonly submitted: Set<string>
  /** Recipients in answers to clients. */
  readonly answered: Set<string>
  readonly syncs: { count: number }
  readonly violations: string[]
}

/** The beginning of a system call. Its result may follow later, after calls of other threads. */
type Call = { readonly name: string; readonly text: string }

const outcomeStates = ['accepted', 'rejected', 'unknown', 'not-attempted']
const states = ['sending', ...outcomeStates].join('|')

/** @param walPath the end of the name of the journal's write-ahead log */
export function createTraceCheck(walPath: string): TraceCheck {
  const report: TraceReport = { submitted: new Set(), answered: new Set(), syncs: { count: 0 }, violations: [] }
  /** Rows as `<number> <state>`: written to the log, and durable. */
  const written = new Set<string>()
  const durable = new Set<string>()
  const unfinished = new Map<string, Call>()
  /** The rows written before a thread's fsync began: its end makes them durable. */
  const covered = new Map<string, readonly string[]>()
  const isWal = ({ text }: Call) => text.slice(0, 500).includes(`${walPath}>`)

  function begin(thread: string, call: Call): void {
    if (isSync(call.name) && isWal(call)) covered.set(thread, [...written])
    // A GET or an answer counts as sent when its write begins.
    if (isWrite(call.name) && !isWal(call)) checkOutput(call.text)
  }

  function end(thread: string, call: Call, result: string): void {
    if (!isWal(call)) return
    if (isSync(call.name)) {
      if (result.startsWith('0')) {
        report.syncs.count++
        for (const row of covered.get(thread) ?? []) {
          durable.add(row)
          written.delete(row)
        }
      }
      covered.delete(thread)
    } else if (isWrite(call.name) && !result.startsWith('-1')) {
      for (const [, number, state] of call.text.matchAll(rowPattern)) {
        const row = `${number} ${state}`
        if (!durable.has(row)) written.add(row)
      }
    }
  }

  function checkOutput(text: string): void {
    const target = /"GET \/[^ ]*[?&]destination=([^& ]+)/.exec(text)?.[1]
    for (const number of target === undefined ? [] : decodeURIComponent(target).split(',')) {
      if (report.submitted.has(number)) report.violations.push(`${number} is in a second GET`)
      report.submitted.add(number)
      if (!durable.has(`${number} sending`)) report.violations.push(`${number} is in a GET before it is durable`)
    }
    for (const [, number = '', outcome = ''] of text.matchAll(answerPattern)) {
      report.answered.add(number)
      if (!durable.has(`${number} ${outcome}`)) report.violations.push(`${number} is answered before it is durable`)
    }
  }

  function add(line: string): void {
    const [, thread = '', rest = ''] = /^(?:\[pid\s+)?(\d+)\]?\s+([\s\S]*)$/.exec(line) ?? []
    const resumed = /^<\.\.\. (\w+) resumed>([\s\S]*)$/.exec(rest)
    if (resumed !== null) {
      const call = unfinished.get(thread)
      unfinished.delete(thread)
      if (call !== undefined) end(thread, call, resultOf(rest))
      return
    }
    const name = /^(\w+)\(/.exec(rest)?.[1]
    if (name === undefined) return
    const call = { name, text: rest }
    begin(thread, call)
    if (rest.endsWith('<unfinished ...>')) unfinished.set(thread, call)
    else end(thread, call, resultOf(rest))
  }

  return { add, report }
}

const rowPattern = new RegExp(`(\\+\\d{7,15})(${states})`, 'g')
/** As strace quotes the JSON of an answer. */
const answerPattern = /\\"to\\":\\"(\+\d{7,15})\\",\\"outcome\\":\\"([a-z-]+)\\"/g

/** The calls with which Node and SQLite write and sync. */
export const tracedCalls = ['fsync', 'fdatasync', 'write', 'writev', 'pwrite64', 'pwritev', 'sendto', 'sendmsg']
const isSync = (name: string): boolean => name === 'fsync' || name === 'fdatasync'
const isWrite = (name: string): boolean => tracedCalls.includes(name) && !isSync(name)

const resultOf = (text: string): string => /\) += (-?\d+[^)]*)/.exec(text.slice(-200))?.[1] ?? '-1'
