import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { openSync } from 'node:fs'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import t, { type Test } from 'tap'

const program = new URL('write-lines.ts', import.meta.url).pathname

/** Starts the program. It ends with its standard input. */
function start(t: Test, stdout: number | 'pipe', ...args: readonly string[]): ChildProcess {
  const child = spawn(process.execPath, ['--expose-gc', program, ...args], { stdio: ['pipe', stdout, 'pipe'] })
  t.teardown(() => child.kill('SIGKILL'))
  return child
}

/** By how much the program's memory has grown when all lines have been logged. */
async function grownBytes({ stderr }: ChildProcess): Promise<number> {
  const [report] = await once(stderr as Readable, 'data')
  return JSON.parse(String(report)).grownBytes
}

async function end(child: ChildProcess): Promise<unknown> {
  const ended = once(child, 'exit')
  child.stdin?.end()
  return (await ended)[0]
}

const manyLines = 50_000
/** The lines are 14 MB. A megabyte of them may wait. */
const boundBytes = 5_000_000

t.test('a full disk costs lines: no memory, no exception, and no line of level fatal waits for it', async (t) => {
  const child = start(t, openSync('/dev/full', 'w'), String(manyLines))
  t.ok((await grownBytes(child)) < boundBytes, 'lines are not kept')
  t.equal(await end(child), 0)
})

t.test('a closed pipe costs lines: no memory and no exception', async (t) => {
  const child = start(t, 'pipe', String(manyLines))
  child.stdout?.destroy()
  t.ok((await grownBytes(child)) < boundBytes, 'lines are not kept')
  t.equal(await end(child), 0)
})

t.test(
  'a pipe whose reader waits does not hold up the program, and brings all lines that it has room for',
  async (t) => {
    const child = start(t, 'pipe', '3000', 'non-blocking')
    // 0.8 MB, more than a pipe takes. Nothing is read before the program says that it has logged all of them.
    await grownBytes(child)
    const [output] = await Promise.all([text(child.stdout as Readable), end(child)])
    const lines = output.trimEnd().split('\n')
    t.strictSame(
      lines.slice(0, -1).map((line) => JSON.parse(line).index),
      Array.from({ length: 3000 }, (_, index) => index + 1),
    )
    t.match(JSON.parse(lines.at(-1) ?? ''), { level: 'fatal', msg: 'stopped' })
  },
)

t.test('lines that still wait are written at exit', async (t) => {
  const child = start(t, 'pipe', '3', 'exit')
  const [output] = await Promise.all([text(child.stdout as Readable), once(child, 'exit')])
  t.match(output, /"index":1,.*\n.*"index":2,.*\n.*"index":3,.*\n$/)
})
