import { inspect } from 'node:util'
import fc from 'fast-check'
import t from 'tap'
import { createLogger, createSecrets } from '../../src/logging/logger.ts'
import { ReadyFields } from '../../src/logging/ready-fields.ts'

const secret = 'p@ss&w+rd#%"\\é'

function capture(secrets: readonly string[] = [secret]) {
  const lines: string[] = []
  const logger = createLogger('trace', createSecrets(secrets), { write: (line) => void lines.push(line) })
  return { logger, lines }
}

const forms = (text: string): Record<string, string> => ({
  raw: text,
  url: encodeURIComponent(text),
  'url in small letters': encodeURIComponent(text).replace(/%../g, (code) => code.toLowerCase()),
  'url as undici writes it': encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`),
  form: new URLSearchParams({ a: text }).toString().slice(2),
  json: JSON.stringify(text).slice(1, -1),
  'json twice': JSON.stringify(JSON.stringify(text)).slice(3, -3),
  'json in ASCII': JSON.stringify(text)
    .slice(1, -1)
    .replace(/[^ -~]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`),
  base64: Buffer.from(text).toString('base64'),
  base64url: Buffer.from(text).toString('base64url'),
  'base64 behind a name': Buffer.from(`alice:${text}`).toString('base64'),
  'base64 in a longer text': Buffer.from(`ab${text}cd`).toString('base64'),
  hex: Buffer.from(text).toString('hex'),
  'hex of UTF-16': Buffer.from(text, 'utf16le').toString('hex'),
  'hex of UTF-16 in the other order': Buffer.from(text, 'utf16le').swap16().toString('hex'),
  'hex in capitals': Buffer.from(text).toString('hex').toUpperCase(),
  'url encoded twice': encodeURIComponent(encodeURIComponent(text)),
  'url as its parser leaves it': new URL(`http://x/?${encodeURIComponent(text).replaceAll('%40', '@')}`).search.slice(
    1,
  ),
  inspected: inspect(text).slice(1, -1),
})

t.test('a secret leaves the logger in no form and from no place', async (t) => {
  for (const [name, form] of Object.entries(forms(secret))) {
    const { logger, lines } = capture()
    logger.info(`before ${form} after`)
    logger.info({ field: form, nested: { list: [form] } }, 'fields')
    logger.info({ [form]: 1 }, 'a key')
    logger.error({ err: new Error(`failed at ${form}`, { cause: new TypeError(form) }) }, 'an error')
    logger.child({ requestId: form }).warn('a child')
    t.equal(lines.length, 5)
    for (const line of lines) {
      t.ok(line.includes('[redacted]'), `${name}: ${line}`)
      t.notOk(line.includes(form), `${name}: ${line}`)
      t.doesNotThrow(() => JSON.parse(line), 'the line is still JSON')
    }
  }
})

t.test('any password is struck out in any form', async (t) => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 6, maxLength: 30 }), (password) => {
      fc.pre(password.isWellFormed() && password.trim() === password && !/[\p{Cc}]/u.test(password))
      const { logger, lines } = capture([password])
      for (const form of Object.values(forms(password))) {
        logger.info({ url: `http://sms.example/?username=alice&password=${form}&type=0` }, form)
        if (lines.pop()?.includes(form)) return false
      }
      return true
    }),
    { numRuns: 500 },
  )
  t.pass()
})

// Each of these took more than ten seconds, and a secret that begins with a backslash far longer.
t.test('a line of nothing but backslashes is looked at in one pass', { timeout: 20_000 }, async (t) => {
  const text = '\\'.repeat(64_000)
  for (const secret of ['S3cret&more', '\\S3cret', 'S3\\cret', 'S3cret\\'])
    t.equal(createSecrets([secret]).strike(`S3${text}`), `S3${text}`, secret)
  for (const line of ['S3\\\\\\cret', 'S3%5C\\cret', 'S3\\u005c\\\\cret', '\\\\u00533\\u005cu0063ret'])
    t.notMatch(createSecrets(['S3\\cret']).strike(line), /ret/, line)
})

t.test('phone numbers are masked wherever they stand', async (t) => {
  const { logger, lines } = capture()
  logger.info(
    { to: '+213550000001' },
    'to +213550000001 and %2B213550000002, destination=%2b213550000003%2C%2B213550000004',
  )
  t.notMatch(lines[0], /21355000000/)
  t.match(lines[0], /\+2135\*{5}01.*\+2135\*{5}01 and \+2135\*{5}02.*\+2135\*{5}03%2C\+2135\*{5}04/)
})

t.test('text that is not secret is unchanged', async (t) => {
  const gate = createSecrets(['abc', '']).strike
  const line = '{"level":"info","durationMs":1.5,"time":"2026-11-22T08:00:00.000Z","offset":"+01:00","abc":"+12345"}'
  t.equal(gate(line), line, 'a secret too short to be told from a word is left alone')
})

t.test('an error is logged by its own words, and not by what libraries hang on it', async (t) => {
  const { logger, lines } = capture()
  const error = Object.assign(
    new TypeError('wrong', { cause: Object.assign(new Error('inner'), { code: 'E_INNER' }) }),
    {
      code: 'E_OUTER',
      url: 'http://sms.example/?password=hidden',
      headers: { authorization: 'hidden' },
      body: 'hidden',
    },
  )
  logger.error({ err: error, req: { url: 'hidden' }, res: { headers: 'hidden' } }, 'failed')
  t.match(JSON.parse(lines[0] ?? ''), {
    level: 'error',
    msg: 'failed',
    err: {
      type: 'TypeError',
      code: 'E_OUTER',
      message: 'wrong',
      stack: /logger\.test/,
      cause: { code: 'E_INNER', message: 'inner' },
    },
  })
  t.notMatch(lines[0], /hidden/)
  logger.error({ err: 'hidden' }, 'a string that was thrown')
  logger.error({ err: { password: 'hidden' } }, 'an object that was thrown')
  for (const line of lines) t.notMatch(line, /hidden/)
})

t.test('an error that is its own cause is logged, and does not end the process', async (t) => {
  const { logger, lines } = capture()
  const error = new Error('round')
  error.cause = error
  t.doesNotThrow(() => logger.error({ err: error }, 'failed'))
  t.equal(lines.length, 1)
})

t.test('the level decides what is written', async (t) => {
  const lines: string[] = []
  const logger = createLogger('warn', createSecrets(), { write: (line) => void lines.push(line) })
  logger.info('no')
  logger.warn('yes')
  t.match(
    lines.map((line) => JSON.parse(line)),
    [{ level: 'warn', msg: 'yes', time: /^\d{4}-/ }],
  )
})

t.test('a line that is just fields and a message reads as pino itself writes it', async (t) => {
  const { logger, lines } = capture([])
  // The lines of a child are pino's own.
  const child = logger.child({})
  const withoutTime = (line: string | undefined) => line?.replace(/"time":"[^"]+"/, '')
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.anything({ withDate: true })), fc.string(), (fields, message) => {
      logger.info(fields, message)
      child.info(fields, message)
      const [ours, theirs] = lines.splice(0)
      return theirs !== undefined && withoutTime(ours) === withoutTime(theirs)
    }),
    { numRuns: 3_000 },
  )
  const circle: Record<string, unknown> = {}
  circle['round'] = circle
  const others: readonly [object, string][] = [
    [{}, '100 %s %d %%'],
    [{ amount: 5n, round: circle }, 'what JSON has no form for'],
    [{ req: { headers: 'hidden' }, method: 'POST', headers: 'hidden', socket: 'hidden' }, 'a request'],
    [[1, 2], 'a list'],
    [new Error('wrong'), 'an error'],
    [new URL('http://hidden:hidden@localhost/'), 'what says itself how it is written'],
    [{ toJSON: () => undefined }, 'what says that it is not'],
  ]
  for (const [fields, message] of others) {
    logger.info(fields, message)
    child.info(fields, message)
    const [ours, theirs] = lines.splice(0)
    t.equal(withoutTime(ours), withoutTime(theirs))
    t.notMatch(ours, /hidden/)
  }
})

t.test('fields that are ready make the same line as an object, in a child logger too', async (t) => {
  const { logger, lines } = capture()
  const without = (line = '') => line.replace(/"time":"[^"]*"/, '')
  logger.info({ a: 1, b: 'x' }, 'fields')
  logger.info(new ReadyFields('"a":1,"b":"x"'), 'fields')
  t.equal(without(lines[1]), without(lines[0]))
  const child = logger.child({ traceId: 'trace' })
  child.info({ a: 1, b: 'x' }, 'fields')
  child.info(new ReadyFields('"a":1,"b":"x"'), 'fields')
  t.equal(without(lines[3]), without(lines[2]))
  t.match(lines[3], '"traceId":"trace"')
  logger.info(new ReadyFields(`"a":${JSON.stringify(secret)}`), 'fields')
  t.match(lines[4], '[redacted]')
})
