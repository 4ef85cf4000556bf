import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { openFields, ownFields, sentences } from '../../src/logging/log-vocabulary.ts'
import { createLogger, createSecrets } from '../../src/logging/logger.ts'
import { createKeyedCaller } from '../support/gateway.ts'
import { startProcess } from '../support/gateway-process.ts'
import { exchangeRaw, formatRequest } from '../support/raw-answers.ts'
import { answerAccepted, createRawUpstream } from '../support/raw-upstream.ts'

const root = join(import.meta.dirname, '..', '..')

t.test('the sentences are those that the source gives to the log, and no others', async (t) => {
  const sources = ['src', 'forward'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => join(folder, file)),
  )
  const texts = sources
    .filter((file) => !file.endsWith('log-vocabulary.ts'))
    .map((file) => readFileSync(join(root, file), 'utf8'))
    .join('\n')
  const given = [...texts.matchAll(/\b(?:log|logger)(?:\.[a-z]+|\[[^\n]*?\])\(\s*([\s\S]*?)\)(?=\n|\s*[;,})]|$)/g)]
    .flatMap(([, given = '']) =>
      [...given.matchAll(/(['"])((?:(?!\1)[^\\\n]|\\.)*)\1/g)].map(([, , literal = '']) => literal),
    )
    .filter((literal) => literal.includes(' ') || ['listening', 'stopped'].includes(literal))
  t.ok(given.length > 20, `${given.length} were found`)
  t.strictSame(
    [...new Set(given)].filter((literal) => !sentences.has(literal)),
    [],
    'add these to src/logging/log-vocabulary.ts',
  )
  t.strictSame(
    [...sentences].filter((sentence) => !texts.includes(`'${sentence}'`) && !texts.includes(`"${sentence}"`)),
    [],
    'the source does not have these',
  )
  t.strictSame(
    [...ownFields].filter((field) => openFields.has(field)),
    [],
    'a field is one of the two',
  )
})

function capture(secret: string) {
  const lines: string[] = []
  const logger = createLogger('trace', createSecrets([secret]), { write: (line) => void lines.push(line) })
  return { logger, last: () => JSON.parse(lines.at(-1) ?? '') }
}

t.test('a password that is a word stays in what the program says, and is struck from what it was given', async (t) => {
  const { logger, last } = capture('wrong')
  const sentence = 'the account is invalid: the previous one remains in use'
  const faults = [
    'UPSTREAM_PASSWORD_FILE names a file whose content must not be empty',
    '/callers/0/wrong is not a known field',
  ]
  logger.error({ faults, reason: 'wrong', list: ['all wrong', { code: 'x' }, 'wrong'], wrong: 'wrong' }, sentence)
  t.match(last(), {
    level: 'error',
    faults: [faults[0], '/callers/0/[redacted] is not a known field'],
    reason: '[redacted]',
    list: ['all [redacted]', { code: 'x' }, '[redacted]'],
    '[redacted]': '[redacted]',
    msg: sentence,
  })
  logger.error({ err: new Error('the password wrong was refused') }, 'what nobody knows to be wrong')
  t.match(last(), {
    err: { message: 'the password [redacted] was refused' },
    msg: 'what nobody knows to be [redacted]',
  })
  logger.child({}).warn('the password is wrong')
  t.match(last(), { msg: 'the password is [redacted]' })
})

t.test('of a stack the places stay, and what was said or evaluated does not', async (t) => {
  const { logger, last } = capture('logger')
  const error = new Error('no logger here')
  error.stack = [
    'Error: no logger here',
    '    at logger (data:text/javascript,logger:1:1)',
    '    at Object.logger (file:///app/src/logging/logger.ts:1:1)',
    '    at node:internal/logger:3:4',
    '    at eval (eval at logger (file:///app/src/logging/logger.ts:1:1), <anonymous>:1:1)',
  ].join('\n')
  logger.error({ err: error }, 'request failed')
  t.strictSame(last().err.stack.split('\n'), [
    'Error: no [redacted] here',
    '    at [redacted] (data:text/javascript,[redacted]:1:1)',
    '    at Object.logger (file:///app/src/logging/logger.ts:1:1)',
    '    at node:internal/logger:3:4',
    '    at eval (eval at [redacted] (file:///app/src/logging/[redacted].ts:1:1), <anonymous>:1:1)',
  ])
})

/** Words of sentences, of names and of values that the log of a day has in it. */
const words = [
  ...['wrong', 'account', 'journal', 'message', 'answered', 'request', 'upstream', 'listening', 'stopping', 'stopped'],
  ...['keys', 'read', 'before', 'still', 'counts', 'info', 'error', 'warn', 'level', 'time', 'POST', 'messages'],
  ...['accepted', 'rejected', 'unknown', 'outcome', 'live', 'mode', 'version', 'code', 'PASSWORD', 'password', 'file'],
  ...['content', 'must', 'empty', 'debug', 'kind', 'segments', 'default', 'refused', 'completed', 'route', 'caller'],
]

t.test('no word of the log betrays by its absence that it is a password', async (t) => {
  const upstream = await createRawUpstream()
  t.teardown(upstream.close)
  upstream.behave(answerAccepted, 'reset-after-request', answerAccepted)
  const callers = words.map((_, index) =>
    createKeyedCaller({
      name: `caller-${index}`,
      scopes: ['messages:send'],
      account: { username: 'alice', passwordFile: `word-${index}` },
    }),
  )
  const directory = t.testdir({
    ...Object.fromEntries(words.map((word, index) => [`word-${index}`, word])),
    'keys.json': JSON.stringify({ callers: callers.map(({ entry }) => entry) }),
    own: 'correct horse',
  })
  const gateway = startProcess(t, {
    UPSTREAM_URL: upstream.origin,
    UPSTREAM_USERNAME: 'alice',
    UPSTREAM_PASSWORD_FILE: join(directory, 'own'),
    API_KEYS_FILE: join(directory, 'keys.json'),
    UPSTREAM_MAX_RETRIES: '0',
    LOG_LEVEL: 'trace',
  })
  const address = await gateway.listening()
  const send = async (headers: string, index: number) => {
    const body = JSON.stringify({ to: [`+21355000000${index}`], from: 'ACME', text: 'Hello' })
    return (
      await exchangeRaw(address, formatRequest({ headers: `Content-Type: application/json\r\n${headers}`, body }))
    )[0]
  }
  const authorization = `Authorization: Bearer ${callers[0]?.key}\r\n`
  t.equal((await send(authorization, 1))?.status, 201)
  t.equal((await send(authorization, 2))?.status, 504)
  t.equal((await send('', 3))?.status, 401)
  t.equal((await exchangeRaw(address, 'GARBAGE\r\n\r\n'))[0]?.status, 400)
  writeFileSync(join(directory, 'own'), '')
  writeFileSync(join(directory, 'keys.json'), '{"callers":[{}]}')
  gateway.child.kill('SIGHUP')
  await gateway.logged('API_KEYS_FILE is invalid')
  gateway.child.kill('SIGTERM')
  t.equal(await gateway.ended, 0)
  t.equal(upstream.requestCount, 2)
  const lines = gateway.stdout().split('\n')
  t.ok(lines.length > 10)
  t.strictSame(
    lines.filter((line) => line.includes('[redacted]')),
    [],
  )
})
