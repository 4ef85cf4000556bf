import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { readInstallationKey } from '../../src/journal/installation-key.ts'
import { openSqliteJournal } from '../../src/journal/sqlite.ts'
import { JournalError } from '../../src/messages/journal.ts'
import { a, dayMs, put } from './entries.ts'
import { copyJournal, createDirectory, failOnFailure } from './open-sqlite.ts'

const open = (file: string) => openSqliteJournal({ file, retentionMs: 31 * dayMs, onFailure: failOnFailure })

function refusalOf(file: string): string {
  try {
    open(file)
  } catch (error) {
    if (error instanceof JournalError) return error.message
    throw error
  }
  throw new Error(`${file} was opened`)
}

/** A closed journal with one message and its key. */
async function createJournal(t: Test) {
  const directory = realpathSync(createDirectory(t))
  const file = join(directory, 'gateway.db')
  const { journal } = open(file)
  const key = readInstallationKey(file)
  await put(journal, { [a]: 'accepted' }, {}, { finished: true })
  copyJournal(file, join(directory, 'crashed.db'))
  await journal.close()
  return { directory, file, key }
}

t.test('a symbolic link to the file or its folder leads to the same file, log and key', async (t) => {
  const { directory, file, key } = await createJournal(t)
  const elsewhere = realpathSync(createDirectory(t))
  symlinkSync(file, join(elsewhere, 'absolute.db'))
  symlinkSync('absolute.db', join(elsewhere, 'to-a-link.db'))
  symlinkSync(directory, join(elsewhere, 'folder'))
  for (const link of ['absolute.db', 'to-a-link.db', 'folder/gateway.db']) {
    const opened = open(join(elsewhere, link))
    t.equal(opened.file, file, link)
    t.equal(opened.isEmpty, false)
    t.same(Buffer.from(readInstallationKey(opened.file)), Buffer.from(key))
    t.match(refusalOf(file), /another process has it open/)
    await opened.journal.close()
  }
  for (const name of ['absolute.db', 'to-a-link.db']) {
    for (const suffix of ['-wal', '.key']) t.notOk(existsSync(join(elsewhere, name + suffix)), name + suffix)
  }
  symlinkSync('round.db', join(elsewhere, 'round.db'))
  t.match(refusalOf(join(elsewhere, 'round.db')), /too many symbolic links/)
})

t.test('a link to a missing file creates that file', async (t) => {
  const [directory, elsewhere] = [realpathSync(createDirectory(t)), createDirectory(t)]
  symlinkSync(join(directory, 'gateway.db'), join(elsewhere, 'link.db'))
  const { journal, file } = open(join(elsewhere, 'link.db'))
  t.equal(file, join(directory, 'gateway.db'))
  await journal.close()
  t.ok(existsSync(file))
})

t.test('a key next to a link, its location in earlier versions, is not ignored', async (t) => {
  const { file } = await createJournal(t)
  const link = join(createDirectory(t), 'link.db')
  symlinkSync(file, link)
  renameSync(`${file}.key`, `${link}.key`)
  t.match(refusalOf(link), `move ${link}.key to ${file}.key`)
  renameSync(`${link}.key`, `${file}.key`)
  await open(link).journal.close()
})

t.test('a file with several names is refused under each of them', async (t) => {
  const { directory, file } = await createJournal(t)
  const other = join(directory, 'other.db')
  linkSync(file, other)
  for (const name of [file, other]) t.match(refusalOf(name), /cannot be opened: it has 2 names \(hard links\)/)
  t.notOk(existsSync(`${other}.key`), 'and gets no second key')
  rmSync(other)
  await open(file).journal.close()
})

t.test('a lost journal whose log or key remains is not recreated', async (t) => {
  const lose: Readonly<Record<string, (file: string) => void>> = {
    deleted: rmSync,
    emptied: (file) => truncateSync(file),
  }
  for (const [name, act] of Object.entries(lose)) {
    const { directory, file } = await createJournal(t)
    act(file)
    t.match(refusalOf(file), `it is missing or empty, but there is ${file}.key`, name)
    const crashed = join(directory, 'crashed.db')
    const log = readFileSync(`${crashed}-wal`)
    t.ok(log.length > 0)
    act(crashed)
    t.match(refusalOf(crashed), `it is missing or empty, but there is ${crashed}-wal`, name)
    t.ok(readFileSync(`${crashed}-wal`).equals(log), 'and the log is still there for it')
    rmSync(`${file}.key`)
    const { journal, isEmpty } = open(file)
    t.equal(isEmpty, true, 'it can be forced explicitly')
    await journal.close()
  }
})

t.test('anything but a regular file is refused before it is opened', async (t) => {
  const pipe = join(createDirectory(t), 'pipe.db')
  spawnSync('mkfifo', [pipe])
  t.match(refusalOf(pipe), /not a regular file/)
})

/** Opens a journal as the user `nobody`. */
function openAsNobody(file: string): string {
  const source = new URL('../../src/journal/sqlite.ts', import.meta.url)
  const keySource = new URL('../../src/journal/installation-key.ts', import.meta.url)
  const script = `
    import { openSqliteJournal } from ${JSON.stringify(source.href)}
    import { readInstallationKey } from ${JSON.stringify(keySource.href)}
    try {
      const { journal, file } = openSqliteJournal({ file: process.argv[1], retentionMs: 1, onFailure() {} })
      await journal.close()
      readInstallationKey(file)
      console.log('opened')
    } catch (error) { console.log(error.message) }`
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script, file], {
    encoding: 'utf8',
    env: {},
    cwd: '/',
    uid: nobody,
    gid: nobody,
  })
  return stdout.trim()
}

const nobody = 65_534

function denyWriting(directory: string): void {
  chownSync(directory, 0, 0)
  chmodSync(directory, 0o755)
}

t.test(
  'the error names the inaccessible file, its owner, and the user that runs the gateway',
  { skip: process.getuid?.() !== 0 && 'only root can be somebody else' },
  async (t) => {
    const { directory, file } = await createJournal(t)
    const journal = [directory, file, `${file}.key`]
    const own = () => {
      for (const path of journal) chownSync(path, nobody, nobody)
    }
    own()
    t.equal(openAsNobody(file), 'opened')
    const log = `${file}-wal`
    const folder = join(directory, 'folder')
    const rows: readonly (readonly [what: string, deny: () => void, file: string, denied: string])[] = [
      ['the file', () => chownSync(file, 0, 0), file, file],
      ['the log of a process that ran as root', () => writeFileSync(log, '', { mode: 0o600 }), file, log],
      ['the folder', () => denyWriting(directory), file, directory],
      ['a folder that may not be entered', () => chownSync(directory, 0, 0), file, directory],
      ['a folder that may not be made', () => mkdirSync(folder), join(folder, 'new', 'gateway.db'), folder],
    ]
    for (const [what, deny, path, denied] of rows) {
      deny()
      t.match(openAsNobody(path), `The journal ${path} cannot be opened: permission denied: ${denied} (mode 0`, what)
      t.match(openAsNobody(path), /belongs to user 0, group 0, and the gateway runs as user 65534, group 65534$/, what)
      chmodSync(directory, 0o700)
      own()
      rmSync(log, { force: true })
    }
    chownSync(`${file}.key`, 0, 0)
    t.match(openAsNobody(file), `The key file ${file}.key cannot be used: permission denied: ${file}.key (mode 0600)`)
  },
)
