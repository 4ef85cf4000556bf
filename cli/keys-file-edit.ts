import fs from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type KeysFile, parseKeysFile } from '../src/callers/keys-file.ts'
import { syncDirectory } from '../src/journal/disk-sync.ts'

/** An edit takes milliseconds, so another one that takes this long was probably killed. */
const patienceMs = 5_000
const retryMs = 25
/** The file has hashes, which nobody else needs to read. */
const newFileMode = 0o600

export type FileResult<T> =
  | { readonly ok: true; readonly value: T }
  /** Each is a sentence of its own that names the file. */
  | { readonly ok: false; readonly faults: readonly string[] }

/** What an edit makes of the content, or why it changes nothing. */
export type Edit<T> = (
  content: KeysFile,
) =>
  | { readonly ok: true; readonly content: KeysFile; readonly value: T }
  | { readonly ok: false; readonly faults: readonly string[] }

/** Reads a keys file. */
export function readKeysFile(file: string): FileResult<KeysFile> {
  try {
    const parsed = parseKeysFile(fs.readFileSync(file))
    return parsed.ok
      ? { ok: true, value: parsed.content }
      : { ok: false, faults: parsed.faults.map((fault) => `${file}: ${fault}`) }
  } catch (error) {
    return { ok: false, faults: [explain(file, 'read', error)] }
  }
}

/**
 * Changes a keys file in one step: the gateway reads the old content or the new one, and a crash leaves one of them.
 *
 * The new content is written into `<file>.lock`, which only one process can create, so that two edits at once come one after
 * the other. The mode and the owner stay. What a symbolic link leads to is changed, and the link stays.
 */
export async function editKeysFile<T>(file: string, edit: Edit<T>, waitMs = patienceMs): Promise<FileResult<T>> {
  let path = file
  try {
    path = fs.realpathSync(file)
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') return { ok: false, faults: [explain(file, 'read', error)] }
  }
  const lock = `${path}.lock`
  const until = performance.now() + waitMs
  for (;;) {
    const result = tryEdit(path, lock, edit)
    if (result !== 'locked') return result
    if (performance.now() > until) {
      return { ok: false, faults: [`${lock} is there: another edit is under way, or was killed. Delete it if none is`] }
    }
    await sleep(retryMs)
  }
}

/** Synchronous from the lock to the rename, so that no signal handler of this process comes in between. */
function tryEdit<T>(path: string, lock: string, edit: Edit<T>): FileResult<T> | 'locked' {
  let descriptor: number
  try {
    descriptor = fs.openSync(lock, 'wx', newFileMode)
  } catch (error) {
    return codeOf(error) === 'EEXIST' ? 'locked' : { ok: false, faults: [explain(path, 'written', error)] }
  }
  let isRenamed = false
  try {
    const before = fs.statSync(path, { throwIfNoEntry: false })
    if (before !== undefined && (!before.isFile() || before.nlink > 1)) {
      return { ok: false, faults: [`${path} must be a regular file with one name`] }
    }
    const read: FileResult<KeysFile> = before === undefined ? { ok: true, value: { callers: [] } } : readKeysFile(path)
    if (!read.ok) return read
    const edited = edit(read.value)
    if (!edited.ok) return edited
    const bytes = Buffer.from(`${JSON.stringify(edited.content, null, 2)}\n`)
    // The gateway's own reader says what is wrong with what was asked for.
    const checked = parseKeysFile(bytes)
    if (!checked.ok) return { ok: false, faults: checked.faults.map(nameField) }
    writeWhole(descriptor, bytes, before)
    fs.renameSync(lock, path)
    isRenamed = true
    persistRename(path)
    return { ok: true, value: edited.value }
  } catch (error) {
    return { ok: false, faults: [explain(path, 'written', error)] }
  } finally {
    fs.closeSync(descriptor)
    if (!isRenamed) fs.unlinkSync(lock)
  }
}

function writeWhole(descriptor: number, bytes: Buffer, before: fs.Stats | undefined): void {
  for (let written = 0; written < bytes.length; ) written += fs.writeSync(descriptor, bytes, written)
  if (before !== undefined) {
    const { uid, gid } = fs.fstatSync(descriptor)
    // Before the mode, which a change of the owner may reduce.
    if (uid !== before.uid || gid !== before.gid) fs.fchownSync(descriptor, before.uid, before.gid)
    fs.fchmodSync(descriptor, before.mode & 0o7777)
  }
  fs.fsyncSync(descriptor)
}

/** So that the new content survives a power failure. Some network file systems cannot; readers see it all the same. */
function persistRename(path: string): void {
  try {
    syncDirectory(dirname(path))
  } catch {}
}

/** `/callers/3/name is reserved` is about what was typed: its place in the file means nothing to who typed it. */
const nameField = (fault: string): string => fault.replace(/^\/callers\/\d+\//, '')

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? 'unknown error'

/** What the codes mean here; any other is shown as it is. */
const meanings: Readonly<Record<string, string>> = {
  EROFS: 'it is on a read-only file system',
  EBUSY: 'it is mounted by itself: mount its folder instead, so that it can be replaced',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'it would become larger than this process may write',
  EPERM: 'its owner or mode cannot be kept, or its folder may not be changed, by this user',
  EACCES: 'this user may not',
}

function explain(file: string, what: 'read' | 'written', error: unknown): string {
  const code = codeOf(error)
  const meaning = code === 'ENOENT' ? `there is no such ${what === 'read' ? 'file' : 'folder'}` : meanings[code]
  return `${file} cannot be ${what}: ${meaning === undefined ? '' : `${meaning} `}(${code})`
}
