import { type SpawnOptions, spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import t, { type Test } from 'tap'
import { editKeysFile } from '../../cli/keys-file-edit.ts'
import { parseKeysFile } from '../../src/callers/keys-file.ts'
import { createCallerRegistry } from '../../src/callers/registry.ts'
import { run } from './run-tool.ts'

const program = join(import.meta.dirname, '..', '..', 'cli', 'main.ts')

const keyOf = (output: string): string => /^bsg_\S+$/m.exec(output)?.[0] ?? ''

function startTool(words: readonly string[], options: SpawnOptions = {}) {
  const child = spawn(process.execPath, [program, ...words], { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  const { stdout, stderr } = child
  if (stdout === null || stderr === null) throw new Error('no pipes')
  return { child, ended: Promise.all([once(child, 'close'), text(stdout), text(stderr)]) }
}

function readCallers(file: string) {
  const parsed = parseKeysFile(fs.readFileSync(file))
  if (!parsed.ok) throw new Error(parsed.faults.join('; '))
  return parsed.content.callers
}

const newFile = (t: Test, content = ''): string => {
  const file = join(t.testdir(), 'keys.json')
  if (content !== '') fs.writeFileSync(file, content)
  return file
}

t.test('a key is created, rotated, listed without hashes, and revoked', async (t) => {
  const file = newFile(t)
  const environment = { API_KEYS_FILE: file }
  const limits = ['--sender', 'ACME', '--prefix', '+213', '--max-segments', '3', '--daily-segments', '500']
  const words = ['key', 'create', 'orders', '--scope', 'messages:send', '--expires', '90d', ...limits]
  const made = await run(words, { environment })
  t.equal(made.exit, 'done')
  t.equal(made.output, `${keyOf(made.output)}\n`, 'standard output is the key alone')
  t.notMatch(made.errors, /bsg_/)
  t.equal(fs.statSync(file).mode & 0o777, 0o600)
  const [entry] = readCallers(file)
  t.match(entry, {
    name: 'orders',
    senders: ['ACME'],
    destinationPrefixes: ['+213'],
    maxSegments: 3,
    dailySegments: 500,
  })
  t.notOk(fs.readFileSync(file, 'utf8').includes(keyOf(made.output).slice(-43)), 'the key is in no file')

  const rotated = await run(['key', 'create', 'orders'], { environment })
  t.equal(rotated.exit, 'done')
  const registryAt = (nowMs: number) =>
    createCallerRegistry({ callers: readCallers(file) }, { nowMs: () => nowMs, ownAccounts: true })
  for (const output of [made.output, rotated.output])
    t.match(registryAt(Date.now()).authenticate(keyOf(output)), { name: 'orders', scopes: new Set(['messages:send']) })
  t.equal(registryAt(Date.now() + 91 * 86_400_000).authenticate(keyOf(made.output)), undefined)

  const [, id = ''] = /bsg_([a-z0-9]+)_/.exec(made.output) ?? []
  for (const more of [[], ['--json']]) {
    const list = await run(['key', 'list', ...more], { environment })
    t.match(list.output, id)
    t.match(list.output, /messages:send/)
    t.notMatch(list.output, /sha256|hash/)
  }
  const revoked = await run(['key', 'revoke', id], { environment })
  t.equal(revoked.output, `revoked ${id} of orders\n`)
  t.equal(registryAt(Date.now()).authenticate(keyOf(made.output)), undefined)
  t.equal(registryAt(Date.now()).authenticate(keyOf(rotated.output))?.name, 'orders')
  t.equal((await run(['key', 'revoke', '--caller', 'orders'], { environment })).exit, 'done')
  t.match((await run(['key', 'list'], { environment })).output, /orders .* no key: no access/)
})

t.test('without a file, the entry is printed, and the key on standard error', async (t) => {
  const { exit, output, errors } = await run(['key', 'create', 'orders', '--scope', 'messages:read'])
  t.equal(exit, 'done')
  t.match(JSON.parse(output), { name: 'orders', scopes: ['messages:read'], keys: [{}] })
  t.notMatch(output, /bsg_/)
  t.match(errors, /bsg_\S+/)
})

t.test('a file that cannot be edited as asked stays as it is, to the byte', async (t) => {
  const right = '{"callers": [ {"name":"orders","scopes":["messages:send"],"keys":[]}]}'
  const scope = ['--scope', 'operations']
  const rows: readonly (readonly [content: string, words: readonly string[], said: RegExp])[] = [
    ['{"callers":[],', ['create', 'shop', ...scope], /keys\.json: is not strict JSON/],
    ['{"callers":[{"name":"A"}],"x":1}', ['create', 'shop', ...scope], /keys\.json: \/callers\/0\/name must be/],
    [right, ['create', 'orders', ...scope], /orders is in the file already/],
    [right, ['create', 'shop'], /shop is a new caller: say at least one --scope/],
    [right, ['create', 'anonymous', ...scope], /name is reserved/],
    [right, ['create', 'Ünïcode\u202e', ...scope], /name must be a name/],
    [
      right,
      ['create', 'shop', ...scope, '--prefix', '213'],
      /destinationPrefixes\/0 must be the beginning of a number/,
    ],
    [right, ['revoke', 'abcd1234'], /no key with the id abcd1234; nothing was changed/],
    [right, ['revoke', '--caller', 'orders'], /orders has no keys/],
    [right, ['revoke', '--caller', 'shop'], /no caller shop/],
  ]
  for (const [content, words, said] of rows) {
    const file = newFile(t, content)
    const { exit, output, errors } = await run(['key', ...words, '--file', file])
    t.strictSame([exit, output], ['failed', ''], words.join(' '))
    t.match(errors, said)
    t.notMatch(errors, /bsg_|\u202e/)
    t.equal(fs.readFileSync(file, 'utf8'), content)
    t.strictSame(fs.readdirSync(join(file, '..')), ['keys.json'], 'nothing is left beside it')
  }
  const missing = await run(['key', 'revoke', 'abcd', '--file', join(t.testdir(), 'no', 'keys.json')])
  t.match(missing.errors, /there is no such folder \(ENOENT\)/)
})

t.test('mode and owner stay, and a symbolic link stays one', async (t) => {
  const file = newFile(t, '{"callers":[]}')
  fs.chmodSync(file, 0o640)
  const isRoot = process.getuid?.() === 0
  if (isRoot) fs.chownSync(file, 4242, 4243)
  const link = `${file}.link`
  fs.symlinkSync('keys.json', link)
  t.equal((await run(['key', 'create', 'orders', '--scope', 'operations', '--file', link])).exit, 'done')
  t.ok(fs.lstatSync(link).isSymbolicLink())
  const { mode, uid, gid } = fs.statSync(file)
  t.equal(mode & 0o7777, 0o640)
  if (isRoot) t.strictSame([uid, gid], [4242, 4243])
  t.equal(readCallers(file).length, 1)
})

t.test('edits at once, each in a process of its own, are all in the file', async (t) => {
  const file = newFile(t, '{"callers":[]}')
  const names = Array.from({ length: 4 }, (_, index) => `caller-${index}`)
  const tools = names.map((name) => startTool(['key', 'create', name, '--scope', 'operations', '--file', file]).ended)
  for (const [[code], , errors] of await Promise.all(tools)) t.equal(code, 0, errors)
  t.strictSame(
    readCallers(file)
      .map(({ name }) => name)
      .sort(),
    names.toSorted(),
  )
  t.strictSame(fs.readdirSync(join(file, '..')), ['keys.json'])
})

t.test('an edit waits for another one, and gives up on one that was killed', async (t) => {
  const file = newFile(t, '{"callers":[]}')
  fs.writeFileSync(`${file}.lock`, '')
  const keep = ({ callers }: { callers: [] }) => ({ ok: true as const, content: { callers }, value: 'kept' })
  const edit = (waitMs: number) => editKeysFile(file, keep as never, waitMs)
  t.match(await edit(0), { ok: false, faults: [/keys\.json\.lock is there: another edit is under way, or was killed/] })
  const waiting = edit(60_000)
  fs.rmSync(`${file}.lock`)
  t.match(await waiting, { ok: true, value: 'kept' })
})

t.test('where the file cannot be written, no key is shown and the file stays', async (t) => {
  const many = Array.from({ length: 20 }, (_, index) => ({ name: `c${index}`, scopes: ['operations'], keys: [] }))
  const content = JSON.stringify({ callers: many })
  const words = (file: string) => ['key', 'create', 'orders', '--scope', 'operations', '--file', file]
  const full = newFile(t, content)
  // The limit, of one block, stands for a full disk.
  const limited = spawn('sh', ['-c', 'ulimit -f 1; exec "$@"', 'sh', process.execPath, program, ...words(full)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [[code], output, errors] = await Promise.all([
    once(limited, 'close'),
    text(limited.stdout),
    text(limited.stderr),
  ])
  t.strictSame([code, output], [1, ''])
  t.match(errors, /keys\.json cannot be written: it would become larger/)
  t.equal(fs.readFileSync(full, 'utf8'), content)
  t.strictSame(fs.readdirSync(join(full, '..')), ['keys.json'])

  const folder = t.testdir({ 'keys.json': content })
  fs.chmodSync(folder, 0o555)
  const anybody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}
  const unwritable = await startTool(words(join(folder, 'keys.json')), { ...anybody, cwd: '/' }).ended
  fs.chmodSync(folder, 0o755)
  t.strictSame([unwritable[0][0], unwritable[1]], [1, ''])
  t.match(unwritable[2], /keys\.json cannot be (?:read|written): this user may not \(EACCES\)/)
})

t.test('a key that nobody could read is named, so that it can be revoked', async (t) => {
  const file = newFile(t, '{"callers":[]}')
  const { child, ended } = startTool(['key', 'create', 'orders', '--scope', 'operations', '--file', file])
  child.stdout?.destroy()
  const [[code], , errors] = await ended.catch(async () => [await once(child, 'close'), '', ''] as const)
  t.equal(code, 1)
  const [id = ''] = readCallers(file).flatMap(({ keys }) => keys.map((key) => key.id))
  if (errors !== '') t.match(errors, `bulksms-gateway key revoke ${id} --file`)
})
