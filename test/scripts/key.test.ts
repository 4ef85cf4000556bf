import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import t from 'tap'
import { parseKeysFile } from '../../src/callers/keys-file.ts'
import { createCallerRegistry } from '../../src/callers/registry.ts'

const script = join(import.meta.dirname, '..', '..', 'scripts', 'key.ts')
const run = (...words: string[]) => spawnSync(process.execPath, [script, ...words], { encoding: 'utf8' })

t.test('it makes a key that is right for the entry beside it, and that stands in no file', async (t) => {
  const { status, stdout, stderr } = run('create', 'orders', '--scope', 'messages:send', '--expires', '90d')
  t.equal(status, 0)
  const [key = ''] = /bsg_\S+/.exec(stderr) ?? []
  t.notOk(stdout.includes(key))
  const read = parseKeysFile(Buffer.from(`{"callers":[${stdout}]}`))
  if (!read.ok) throw new Error(read.faults.join())
  const registryAt = (nowMs: number) => createCallerRegistry(read.content, { nowMs: () => nowMs, ownAccounts: true })
  t.match(registryAt(Date.now()).authenticate(key), { name: 'orders', scopes: new Set(['messages:send']) })
  t.equal(registryAt(Date.now() + 91 * 86_400_000).authenticate(key), undefined)
  t.not(/bsg_\S+/.exec(run('create', 'orders', '--scope', 'messages:send').stderr)?.[0], key)
})

t.test('what is wrong is said, with how it is meant, and no key is made', async (t) => {
  const rows: readonly (readonly [words: readonly string[], said: RegExp])[] = [
    [[], /say create and the name/],
    [['create'], /say create and the name/],
    [['make', 'orders'], /say create/],
    [['create', 'orders'], /at least one --scope/],
    [
      ['create', 'orders', '--scope', 'everything'],
      /scopes\/0 must be one of messages:send, messages:read, operations/,
    ],
    [['create', 'Orders', '--scope', 'operations'], /name must be a name/],
    [['create', 'anonymous', '--scope', 'operations'], /name is reserved/],
    [['create', 'orders', '--scope', 'operations', '--expires', '90'], /--expires must be/],
    [['create', 'orders', '--scope', 'operations', '--expires', '0d'], /--expires must be/],
    [['create', 'orders', '--scop', 'operations'], /--scop/],
  ]
  for (const [words, said] of rows) {
    const { status, stdout, stderr } = run(...words)
    t.equal(status, 1, words.join(' '))
    t.equal(stdout, '')
    t.match(stderr, said)
    t.match(stderr, /usage: npm run key/)
    t.notMatch(stderr, /bsg_/)
  }
})
