import { accessSync, closeSync, constants, existsSync, openSync, readSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { findPurposeFault, type Purpose } from './database.ts'
import { readKeyFile } from './installation-key.ts'
import { checkAccess, checkLocation, explainDenial, logFileOf } from './journal-file.ts'
import type { JournalSettings } from './open-journal.ts'
import { describeForeign, findVersionFault } from './schema-version.ts'

export type Inspection =
  | { readonly ok: true; readonly state: 'in-memory' | 'new' | 'usable' | 'to-be-judged-at-start' | 'in-postgresql' }
  /** A sentence for the operator. */
  | { readonly ok: false; readonly fault: string }

/**
 * Whether a start could open the journal, without opening or creating anything: the gateway that uses it may be running.
 * Reads the header of the file, which a start and each checkpoint bring up to date. Not for the process that has the journal
 * open: closing a file drops all of the process's locks on it.
 *
 * @param url in the form of `DATABASE_URL`
 * @param replica with PostgreSQL, of which only the key is looked at
 * @see https://www.sqlite.org/fileformat.html#the_database_header
 */
export function inspectJournal(
  { url, replica }: Pick<JournalSettings, 'url' | 'replica'>,
  purpose: Purpose,
): Inspection {
  if (replica !== undefined) return inspectKey(replica.keyFile)
  const file = url.replace(/^sqlite:/, '')
  if (file === ':memory:') return { ok: true, state: 'in-memory' }
  try {
    const folder = firstExisting(dirname(file))
    if (folder !== dirname(file)) {
      accessSync(folder, constants.W_OK | constants.X_OK)
      return { ok: true, state: 'new' }
    }
    const path = checkLocation(file)
    checkAccess(path)
    const header = readHeader(path)
    if (header.length === 0) return { ok: true, state: 'new' }
    return judgeHeader(header, file, purpose, isFilled(logFileOf(path)))
  } catch (error) {
    const reason = explainDenial(error) ?? (error as Error).message
    return { ok: false, fault: `The journal ${file} cannot be opened: ${reason}` }
  }
}

function inspectKey(keyFile: string): Inspection {
  try {
    readKeyFile(keyFile)
    return { ok: true, state: 'in-postgresql' }
  } catch (error) {
    return { ok: false, fault: (error as Error).message }
  }
}

const magic = Buffer.from('SQLite format 3\0')
const headerBytes = 100
const [userVersionAt, applicationIdAt] = [60, 68]

function judgeHeader(header: Buffer, file: string, purpose: Purpose, hasLog: boolean): Inspection {
  if (header.length < headerBytes || !header.subarray(0, magic.length).equals(magic))
    return { ok: false, fault: `The journal ${file} cannot be opened: file is not a database` }
  const version = header.readUInt32BE(userVersionAt)
  const id = header.readUInt32BE(applicationIdAt)
  // A first start that was interrupted has left its tables in the log alone.
  if (version === 0 && id === 0 && hasLog) return { ok: true, state: 'to-be-judged-at-start' }
  if (version === 0) return { ok: false, fault: describeForeign(file) }
  const fault = findVersionFault(version, file) ?? findPurposeFault(id, file, purpose)
  return fault === undefined ? { ok: true, state: 'usable' } : { ok: false, fault }
}

function readHeader(path: string): Buffer {
  if (!existsSync(path)) return Buffer.alloc(0)
  const descriptor = openSync(path, 'r')
  try {
    const header = Buffer.alloc(headerBytes)
    return header.subarray(0, readSync(descriptor, header, 0, headerBytes, 0))
  } finally {
    closeSync(descriptor)
  }
}

const isFilled = (file: string): boolean => (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 0

/** The folder itself, or the nearest one above it: a start creates what is missing. */
const firstExisting = (folder: string): string => (existsSync(folder) ? folder : firstExisting(dirname(folder)))
