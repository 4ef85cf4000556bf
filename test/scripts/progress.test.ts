import t from 'tap'
import { createProgress, formatProgress } from '../../scripts/progress.ts'

/** A progress on a clock of the test, with what it writes. */
function start(isTTY: boolean) {
  const written: string[] = []
  let now = 0
  const outlet = (name: string) => ({
    isTTY,
    columns: 40,
    write: (text: string) => void written.push(`${name}${text}`),
  })
  const progress = createProgress({ errors: outlet(''), output: outlet('out '), nowMs: () => now })
  return {
    progress,
    written,
    after(ms: number) {
      now += ms
    },
  }
}

t.test('it tells percent, time left and what is done', async (t) => {
  t.equal(formatProgress(0, 10_000, 'starting'), '  0 %: starting')
  t.equal(formatProgress(0.25, 10_000, '1 of 4'), ' 25 %, about 30 s left: 1 of 4')
  t.equal(formatProgress(0.1, 60_000, ''), ' 10 %, about 9 min left')
  t.equal(formatProgress(0.02, 600_000, ''), '  2 %, about 8.2 h left')
  t.equal(formatProgress(0.5, 1_000, ''), ' 50 %', 'too early to tell')
  t.equal(formatProgress(1.7, 10_000, ''), '100 %, about 0 s left')
})

t.test('on a terminal one line is rewritten, no wider than it, and results stand above it', async (t) => {
  const { progress, written, after } = start(true)
  progress.report(0.1, 'x'.repeat(100))
  progress.report(0.2, 'too soon')
  progress.say('a result')
  after(5_000)
  progress.report(0.5, 'half')
  progress.end()
  progress.end()
  t.strictSame(written, [
    `\r\u001b[K${' 10 %: '}${'x'.repeat(39 - 7)}`,
    '\r\u001b[K',
    'out a result\n',
    '\r\u001b[K 50 %, about 5 s left: half',
    '\r\u001b[K',
  ])
})

t.test('elsewhere a line comes now and then, and the first one after a while', async (t) => {
  const { progress, written, after } = start(false)
  progress.report(0.1)
  after(30_000)
  progress.report(0.5)
  progress.report(0.6)
  progress.end()
  t.strictSame(written, [' 50 %, about 30 s left\n'])
})
