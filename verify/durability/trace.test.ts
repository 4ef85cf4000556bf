import t from 'tap'
import { createTraceCheck } from './trace.ts'

const number = '+213550000001'
const wal = '20</tmp/journal.db-wal>'
const page = (state: string) =>
  `7 pwrite64(${wal}, "\\r\\0\\0\\0\\1\\17019ab7e2-5c1d-7d3e-8f60-2b9c4d5e6f70${number}${state}\\0\\0", 4096, 32) = 4096`
const sync = `7 fdatasync(${wal}) = 0`
const get =
  '7 write(24<socket:[811]>, "GET /bulksms/bulksms?username=u&destination=%2B213550000001&message=x HTTP/1.1\\r\\n", 300) = 300'
const answer = (outcome: string) =>
  `7 writev(25<socket:[812]>, [{iov_base="HTTP/1.1 201 Created\\r\\n\\r\\n", iov_len=99}, {iov_base="{\\"recipients\\":[{\\"to\\":\\"${number}\\",\\"outcome\\":\\"${outcome}\\"}]}", iov_len=50}], 2) = 149`
const right = [page('sending'), sync, get, page('accepted'), sync, answer('accepted')]

function violationsOf(lines: readonly string[]): readonly string[] {
  const { add, report } = createTraceCheck('journal.db-wal')
  for (const line of lines) add(line)
  return report.violations
}

t.test('the right order has no violation, and everything in it was seen', async (t) => {
  const { add, report } = createTraceCheck('journal.db-wal')
  for (const line of right) add(line)
  t.strictSame(report.violations, [])
  t.strictSame([[...report.submitted], [...report.answered], report.syncs.count], [[number], [number], 2])
})

t.test('every wrong order is found', async (t) => {
  const early = [`${number} is in a GET before it is durable`]
  const told = [`${number} is answered before it is durable`]
  const [sending = '', , , accepted = ''] = right
  const rows: readonly (readonly [name: string, lines: readonly string[], violations: readonly string[]])[] = [
    ['no fsync at all', [sending, get, accepted, answer('accepted')], [...early, ...told]],
    ['the first fsync too late', [sending, get, sync, accepted, sync, answer('accepted')], early],
    ['the first fsync too early', [sync, sending, get, accepted, sync, answer('accepted')], early],
    ['no second fsync', [sending, sync, get, accepted, answer('accepted')], told],
    ['the second fsync before its row', [sending, sync, get, sync, accepted, answer('accepted')], told],
    ['no row for the outcome', [sending, sync, get, sync, answer('accepted')], told],
    ['another outcome than the one on record', [sending, sync, get, page('unknown'), sync, answer('accepted')], told],
    ['no row for the GET', [sync, get], early],
    ['a second GET', [sending, sync, get, get], [`${number} is in a second GET`]],
    ['an fsync that failed', [sending, `7 fdatasync(${wal}) = -1 EIO (Input/output error) (INJECTED)`, get], early],
    ['an fsync of another file', [sending, '7 fdatasync(19</tmp/journal.db>) = 0', get], early],
    [
      'a write that failed',
      [`7 pwrite64(${wal}, "${number}sending", 4096, 32) = -1 EIO (Input/output error)`, sync, get],
      early,
    ],
    [
      'an fsync that has not ended',
      [sending, `8 fdatasync(${wal} <unfinished ...>`, get, '8 <... fdatasync resumed>) = 0'],
      early,
    ],
    [
      'a row written while an fsync was under way',
      [`8 fdatasync(${wal} <unfinished ...>`, sending, '8 <... fdatasync resumed>) = 0', get],
      early,
    ],
    [
      'a row whose write ends after the fsync began',
      [
        sending.replace(/, 4096, 32\) = 4096$/, ', 4096, 32 <unfinished ...>'),
        `8 fdatasync(${wal}) = 0`,
        '7 <... pwrite64 resumed>) = 4096',
        get,
      ],
      early,
    ],
  ]
  for (const [name, lines, violations] of rows) t.strictSame(violationsOf(lines), violations, name)
})

t.test('calls that other threads interrupt are put together', async (t) => {
  const split = [
    right[0]?.replace(/, 4096, 32\) = 4096$/, ', 4096, 32 <unfinished ...>') ?? '',
    '9 write(1</dev/null>, "x", 1) = 1',
    '7 <... pwrite64 resumed>) = 4096',
    `7 fdatasync(${wal} <unfinished ...>`,
    '9 write(1</dev/null>, "x", 1) = 1',
    '7 <... fdatasync resumed>) = 0',
    get,
  ]
  t.strictSame(violationsOf(split), [])
})
