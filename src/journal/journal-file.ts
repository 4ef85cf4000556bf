import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readlinkSync,
  realpathSync,
  type Stats,
  statSync,
} from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { syncDirectory } from './disk-sync.ts'

/** The write-ahead log of a database. SQLite derives its path from the path with which it opens the database. */
export const logFileOf = (databaseFile: string): string => `${databaseFile}-wal`

/** The key of the installation. */
export const keyFileOf = (databaseFile: string): string => `${databaseFile}.key`

/**
 * Resolves the real path of the journal's file, and creates the file if it does not exist. The lock, the log and the key
 * depend on that path: under a second name the same journal would have another log and key, and lose what was sent.
 *
 * @param file a path, which may lead through symbolic links
 * @returns the path without links
 * @throws if the file has several names, was lost, or may not be used
 */
export function locateJournal(file: string): string {
  createDirectory(dirname(file))
  const path = checkLocation(file)
  createFile(path)
  checkAccess(path)
  return path
}

/**
 * The checks of `locateJournal` that need no file and change nothing.
 *
 * @param file a path in a directory that exists
 * @returns the path without links
 */
export function checkLocation(file: string): string {
  const path = followLinks(file)
  const stats = statSync(path, { throwIfNoEntry: false })
  if (stats === undefined || stats.size === 0) refuseLoss(path)
  if (stats !== undefined) checkFile(stats)
  refuseKeyBesideLink(file, path)
  return path
}

/** @throws if this user may not write the journal, as far as it exists, or create files beside it */
export function checkAccess(path: string): void {
  // SQLite would open a file without write permission read-only, and fail later.
  for (const used of [path, logFileOf(path)]) if (existsSync(used)) accessSync(used, constants.R_OK | constants.W_OK)
  accessSync(dirname(path), constants.W_OK | constants.X_OK)
}

/** The limit of Linux. */
const maxLinks = 40

/** Follows links like the kernel; the target need not exist yet. */
function followLinks(file: string): string {
  let path = file
  for (let count = 0; count <= maxLinks; count++) {
    const directory = realpathSync(dirname(path))
    path = join(directory, basename(path))
    if (!lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink()) return path
    path = resolve(directory, readlinkSync(path))
  }
  throw new Error('too many symbolic links')
}

function checkFile(stats: Stats): void {
  if (!stats.isFile()) throw new Error('it is not a regular file')
  if (stats.nlink > 1) {
    throw new Error(
      `it has ${stats.nlink} names (hard links); remove the others. Under another name it has neither its log nor its key, and the same message could be sent again`,
    )
  }
}

/** SQLite would create an empty database and delete the log, and used keys would then send a second time. */
function refuseLoss(path: string): void {
  const left = [keyFileOf(path), logFileOf(path)].filter((file) => existsSync(file))
  if (left.length === 0) return
  throw new Error(
    `it is missing or empty, but there is ${left.join(' and ')}. Restore the journal. To start with an empty one, which does not know what was sent before, delete the remaining files of the old one`,
  )
}

/** Earlier versions stored the key there. With a new key, used Idempotency-Keys look reused, and the fence ends. */
function refuseKeyBesideLink(given: string, path: string): void {
  const [beside, expected] = [keyFileOf(given), keyFileOf(path)]
  if (!existsSync(beside) || existsSync(expected)) return
  throw new Error(`it is a symbolic link, and its key file is beside the link; move ${beside} to ${expected}`)
}

/** The journal contains phone numbers, so other users may not read it. SQLite gives its other files the same mode. */
function createFile(path: string): void {
  try {
    // `wx` does not touch an existing file: opening and closing it here would drop this process's own lock on it.
    closeSync(openSync(path, 'wx', 0o600))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

/** One level at a time: on a file system without mkdir (/proc), Node's `recursive` never returns. */
function createDirectory(path: string): void {
  if (existsSync(path)) return
  createDirectory(dirname(path))
  mkdirSync(path, { mode: 0o700 })
  syncDirectory(dirname(path))
}

/**
 * Explains an error that is caused by missing permissions.
 *
 * @param error from a function of `node:fs`; SQLite's errors do not state the cause
 * @returns undefined for any other error
 */
export function explainDenial(error: unknown): string | undefined {
  const { code, path } = error as NodeJS.ErrnoException
  if (code === 'EROFS') return 'the file system is read-only'
  if ((code !== 'EACCES' && code !== 'EPERM') || path === undefined) return undefined
  // If the file cannot even be examined, a parent directory denies access.
  let denying = path
  while (lookAt(denying) === undefined && denying !== dirname(denying)) denying = dirname(denying)
  const stats = lookAt(denying)
  if (stats === undefined) return undefined
  const mode = (stats.mode & 0o7777).toString(8).padStart(4, '0')
  return `permission denied: ${denying} (mode ${mode}) belongs to user ${stats.uid}, group ${stats.gid}, and the gateway runs as user ${process.getuid?.()}, group ${process.getgid?.()}`
}

function lookAt(path: string): Stats | undefined {
  try {
    return statSync(path)
  } catch {
    return undefined
  }
}
