import { type Line, openLine } from '../crash/client.ts'
import { type Ending, type GatewayChild, startChild } from '../crash/gateway-child.ts'

/** One gateway of several, which is started again whenever it ends. */
export type Replica = {
  /** Undefined while it is not ready. A frozen one has a line. */
  line(): Line | undefined
  /** Resolves with a line as soon as there is one. */
  whenReady(): Promise<Line>
  isFrozen(): boolean
  kill(): void
  /** Stops it as an operator would. Resolves once it has ended; it is then started again. */
  stop(): Promise<void>
  freeze(): void
  thaw(): void
  /** Processes that ended by themselves, as those do whose run is over. */
  readonly leftCount: () => number
  /** From the start of each process until it was ready, in ms. */
  readonly startMs: readonly number[]
  readonly faults: readonly string[]
  /** Ends the process, and starts no other one. */
  close(): Promise<void>
}

type ReplicaSettings = {
  readonly environment: Readonly<Record<string, string>>
  readonly program: string
  /** Called with a line as soon as it can be used. */
  readonly onReady: () => void
  /** Awaited before each start. */
  readonly beforeStart: () => Promise<void>
}

/** How a process may end by itself: its run is over, or it found no database when it started. */
const expected = /This process was away for longer than its lease|The database cannot be reached/
/** Errors that say that the database was away, or that a message was interrupted by this. */
const harmless = /The database|The journal is closed|This process was away|ECONNRE|Connection terminated|timeout/

export function startReplica({ environment, program, onReady, beforeStart }: ReplicaSettings): Replica {
  const faults: string[] = []
  const startMs: number[] = []
  let child: GatewayChild | undefined
  let line: Line | undefined
  let ready = Promise.withResolvers<Line>()
  let isFrozen = false
  let isClosing = false
  let isKilled = false
  let isStopped = false
  let leftCount = 0
  const onExit = () => child?.kill('SIGKILL')
  process.once('exit', onExit)

  async function run(): Promise<void> {
    while (!isClosing) {
      await beforeStart()
      if (isClosing) break
      isKilled = false
      isStopped = false
      isFrozen = false
      failedStarts++
      const startedAt = performance.now()
      const started = startChild({ environment, program })
      child = started
      void started.ready.then((origin) => {
        if (origin === undefined || child !== started) return
        failedStarts = 0
        startMs.push(performance.now() - startedAt)
        line = openLine(origin)
        ready.resolve(line)
        onReady()
      })
      const ending = await started.ended
      child = undefined
      if (line !== undefined) ready = Promise.withResolvers()
      void line?.pool.destroy()
      line = undefined
      examine(ending)
    }
  }

  /** So many ends in a row before it was ready are no accident: it would be started for ever. */
  const maxFailedStarts = 5
  let failedStarts = 0

  function examine({ code, signal, stderr, complaints }: Ending): void {
    const unexpected = complaints.filter((text) => !harmless.test(text))
    faults.push(...unexpected.map((text) => `log: ${text.slice(0, 800)}`))
    if (isKilled) failedStarts = 0
    if (isStopped && code !== 0) faults.push(`a gateway that was stopped ended with ${code} ${signal}`)
    if (isKilled || isStopped || isClosing) return
    if (failedStarts >= maxFailedStarts) throw new Error(`A gateway does not start: ${stderr} ${complaints.join(' ')}`)
    leftCount++
    if (!complaints.some((text) => expected.test(text)))
      faults.push(
        `a gateway ended by itself: ${code} ${signal} ${stderr.slice(0, 800)} ${complaints.at(-1)?.slice(0, 800)}`,
      )
  }

  const done = run()
  return {
    line: () => line,
    whenReady: () => ready.promise,
    isFrozen: () => isFrozen,
    kill() {
      isKilled = true
      child?.kill('SIGKILL')
    },
    async stop() {
      isStopped = true
      child?.kill('SIGTERM')
      await child?.ended
    },
    freeze() {
      isFrozen = true
      child?.kill('SIGSTOP')
    },
    thaw() {
      isFrozen = false
      child?.kill('SIGCONT')
    },
    leftCount: () => leftCount,
    startMs,
    faults,
    async close() {
      isClosing = true
      child?.kill('SIGCONT')
      child?.kill('SIGKILL')
      await done
      process.off('exit', onExit)
    },
  }
}
