import { setImmediate as turn } from 'node:timers/promises'
import { createLogger, createSecrets } from '../../src/logging/logger.ts'

/**
 * A program that logs lines and reports on standard error what it has survived.
 *
 *     node test/logging/write-lines.ts LINES [non-blocking] [exit]
 */
const [count, ...options] = process.argv.slice(2)
// Node makes a pipe non-blocking when it is opened as a stream, as it is for a program whose `2>&1` shares the pipe.
if (options.includes('non-blocking')) void process.stdout

const logger = createLogger('info', createSecrets())
const before = heapBytes()
for (let index = 1; index <= Number(count); index++) {
  logger.info({ index, filler: 'x'.repeat(200) }, 'listening')
  if (index % 100 === 0) await turn()
}
process.stderr.write(`${JSON.stringify({ grownBytes: heapBytes() - before })}\n`)
if (options.includes('exit')) process.exit()
// A line of level `fatal` is written at once.
logger.fatal('stopped')
process.stdin.resume()

function heapBytes(): number {
  globalThis.gc?.()
  return process.memoryUsage().heapUsed
}
