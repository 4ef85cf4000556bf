import { createHmac, createSecretKey, randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { JournalError } from '../messages/journal.ts'
import type { Hash } from '../messages/journal-entry.ts'
import { syncDirectory } from './disk-sync.ts'
import { explainDenial, keyFileOf } from './journal-file.ts'

const keyBytes = 32

/**
 * The HMAC key with which this installation recognises texts and bodies that it does not store. Kept beside the journal and
 * not in it, so that texts cannot be guessed from a copy of the journal alone.
 *
 * @param journalFile the journal's path without symbolic links, or `:memory:`
 * @param onCreated called if the key did not exist and was created
 * @throws JournalError if the file cannot be used
 */
export function readInstallationKey(journalFile: string, onCreated: (file: string) => void = () => {}): Uint8Array {
  if (journalFile === ':memory:') return randomBytes(keyBytes)
  const file = keyFileOf(journalFile)
  try {
    // `wx` fails if the file exists, so that two concurrent starts cannot create two keys.
    writeFileSync(file, randomBytes(keyBytes), { flag: 'wx', mode: 0o600, flush: true })
    syncDirectory(dirname(file))
    onCreated(file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw unusable(file, error)
  }
  return readKeyFile(file)
}

/** @throws JournalError if the file cannot be used */
export function readKeyFile(file: string): Uint8Array {
  try {
    const key = readFileSync(file)
    if (key.length !== keyBytes) throw new Error(`it has ${key.length} bytes and not ${keyBytes}`)
    return key
  } catch (error) {
    throw unusable(file, error)
  }
}

const unusable = (file: string, cause: unknown): JournalError =>
  new JournalError(`The key file ${file} cannot be used: ${explainDenial(cause) ?? (cause as Error).message}`, {
    cause,
  })

/** HMAC-SHA-256 of texts and bodies, which are compared by it and not stored. */
export function createContentHash(key: Uint8Array): Hash {
  const secret = createSecretKey(key)
  // By way of a string: a new ArrayBuffer for each digest takes 1.2 of 3.5 µs.
  return (text) => Buffer.from(createHmac('sha256', secret).update(text).digest('latin1'), 'latin1')
}
