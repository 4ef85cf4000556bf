import { execFileSync } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import { renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { open as openFile } from 'node:fs/promises'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { KeysFileError, type Loaded, openCallers } from '../../src/callers/caller-source.ts'
import { createKeyedCaller } from '../support/gateway.ts'

const orders = createKeyedCaller({ name: 'orders', scopes: ['messages:send'] })
const alerts = createKeyedCaller({ name: 'alerts', scopes: ['messages:send'] })
const format = (...callers: readonly { readonly entry: object }[]) =>
  JSON.stringify({ callers: callers.map(({ entry }) => entry) })

/** A source with a file of the test, which is checked every few milliseconds. */
function open(t: Test, content: string, pollMs = 5) {
  const directory = t.testdir({ 'keys.json': content })
  const file = join(directory, 'keys.json')
  const events = new EventEmitter()
  const loads: Loaded[] = []
  const faults: string[] = []
  const source = openCallers({
    file,
    pollMs,
    nowMs: Date.now,
    ownAccounts: true,
    onLoaded(loaded) {
      loads.push(loaded)
      events.emit('loaded')
    },
    onFaults(found) {
      faults.push(...found)
      events.emit('faults')
    },
  })
  t.teardown(source.close)
  // The source's own timer keeps no process running.
  const running = setInterval(() => {}, 1_000)
  t.teardown(() => clearInterval(running))
  const nameOf = (key: string) => source.authenticate(key)?.name
  return { directory, file, source, loads, faults, nameOf, next: (event: 'loaded' | 'faults') => once(events, event) }
}

t.test('a file that changes, in whichever way, is read again', async (t) => {
  const { directory, file, nameOf, next, faults } = open(t, format(orders))
  t.equal(nameOf(orders.key), 'orders')
  t.equal(nameOf(alerts.key), undefined)
  const ways: readonly ((content: string) => void)[] = [
    (content) => writeFileSync(file, content),
    (content) => {
      // As editors do.
      writeFileSync(`${file}.new`, content)
      renameSync(`${file}.new`, file)
    },
    (content) => {
      // Like Kubernetes: the file is a link, and the link is replaced.
      writeFileSync(join(directory, 'data'), content)
      symlinkSync(join(directory, 'data'), join(directory, 'link'))
      renameSync(join(directory, 'link'), file)
    },
  ]
  for (const [index, write] of ways.entries()) {
    const [present, past] = index % 2 === 0 ? [alerts, orders] : [orders, alerts]
    const loaded = next('loaded')
    write(format(present))
    await loaded
    t.ok(nameOf(present.key), 'the new key counts')
    t.equal(nameOf(past.key), undefined, 'the old one does not')
  }
  t.strictSame(faults, [])
})

t.test('a file that is broken, empty or gone keeps the old keys, and says so once', async (t) => {
  const { file, nameOf, next, faults, loads } = open(t, format(orders))
  const breakings: readonly (readonly [() => void, RegExp])[] = [
    [() => writeFileSync(file, '{"callers":[{}'), /^is not strict JSON/],
    [() => writeFileSync(file, ''), /it is empty/],
    [() => rmSync(file), /^cannot be read \(ENOENT\)$/],
    [() => writeFileSync(file, format(orders, orders)), /name is that of another caller/],
  ]
  for (const [breakIt, said] of breakings) {
    const told = next('faults')
    breakIt()
    await told
    t.match(faults.splice(0), [said])
    t.equal(nameOf(orders.key), 'orders')
  }
  const loaded = next('loaded')
  writeFileSync(file, format(alerts))
  await loaded
  t.strictSame(faults, [], 'nothing was said a second time')
  t.equal(nameOf(orders.key), undefined)
  t.equal(loads.length, 2)
})

t.test('reload reads the file at once, and the passwords that it names, beside it', async (t) => {
  const own = createKeyedCaller({
    name: 'own',
    scopes: ['messages:send'],
    account: { username: 'own', passwordFile: 'password' },
  })
  const directory = t.testdir({ 'keys.json': format(own), password: 'first\n' })
  const loads: Loaded[] = []
  const faults: string[] = []
  const source = openCallers({
    file: join(directory, 'keys.json'),
    nowMs: Date.now,
    ownAccounts: true,
    onLoaded: (loaded) => void loads.push(loaded),
    onFaults: (found) => void faults.push(...found),
  })
  t.teardown(source.close)
  const passwords = () => loads.map(({ accounts }) => accounts.get('own')?.password)
  writeFileSync(join(directory, 'password'), 'second')
  source.reload()
  t.strictSame(passwords(), ['first', 'second'])
  for (const [content, said] of [
    ['', /passwordFile names a file whose content must not be empty$/],
    ['gehe\nim', /passwordFile names a file whose content must be text without control characters$/],
  ] as const) {
    writeFileSync(join(directory, 'password'), content)
    source.reload()
    t.match(faults.splice(0), [said])
  }
  rmSync(join(directory, 'password'))
  source.reload()
  t.strictSame(faults, ['/callers/0/account/passwordFile cannot be read (ENOENT)'])
  t.equal(passwords().length, 2, 'what was read before still counts')
})

t.test(
  'a password file created after the keys file is found without a reload, and its absence is reported once',
  async (t) => {
    const { directory, file, nameOf, next, faults, loads } = open(t, format(orders))
    const own = createKeyedCaller({
      name: 'own',
      scopes: ['messages:send'],
      account: { username: 'own', passwordFile: 'password' },
    })
    const told = next('faults')
    writeFileSync(file, format(own))
    await told
    t.equal(nameOf(own.key), undefined)
    const loaded = next('loaded')
    writeFileSync(join(directory, 'password.new'), 'secret')
    renameSync(join(directory, 'password.new'), join(directory, 'password'))
    await loaded
    t.equal(nameOf(own.key), 'own')
    t.equal(loads.at(-1)?.accounts.get('own')?.password, 'secret')
    t.equal(faults.length, 1)
  },
)

t.test('a look that was slow does not undo what a reload has read meanwhile', async (t) => {
  const { file, source, nameOf, next, faults, loads } = open(t, format(orders))
  // A pipe: the check blocks on it until a writer opens it.
  const pipe = `${file}.pipe`
  execFileSync('mkfifo', [pipe])
  renameSync(pipe, file)
  const slow = await openFile(file, 'w')
  writeFileSync(`${file}.new`, format(alerts))
  renameSync(`${file}.new`, file)
  source.reload()
  t.equal(nameOf(orders.key), undefined)
  await slow.writeFile(format(orders))
  await slow.close()
  // The next look is the proof that the slow one is over.
  const loaded = next('loaded')
  writeFileSync(`${file}.new`, format(alerts, orders))
  renameSync(`${file}.new`, file)
  await loaded
  t.strictSame(
    loads.map(({ callers }) => callers.map(({ name }) => name)),
    [['orders'], ['alerts'], ['alerts', 'orders']],
  )
  t.strictSame(faults, [])
})

t.test('at the start a file that is not good is an error with every fault', async (t) => {
  for (const [content, faults] of [
    ['{}', ['/callers is required']],
    [format(orders, orders), [/name is that/, /id is that/]],
  ] as const) {
    try {
      open(t, content)
      t.fail('it has started')
    } catch (error) {
      if (!(error instanceof KeysFileError)) throw error
      t.match(error.faults, faults)
    }
  }
  const missing = { file: '/nothing/keys.json', nowMs: Date.now, ownAccounts: true, onLoaded() {}, onFaults() {} }
  t.throws(() => openCallers(missing), new KeysFileError(['cannot be read (ENOENT)']))
})
