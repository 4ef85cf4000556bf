import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { JournalError } from '../messages/journal.ts'
import type { Hash } from '../messages/journal-entry.ts'
import { sha256 } from '../messages/sha256.ts'
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

const blockBytes = 64
const hashBytes = 32

/**
 * HMAC-SHA-256 (RFC 2104) of texts, from two hashes: Node's `createHmac` creates a native object for each text.
 */
export function createHash(key: Uint8Array): Hash {
  if (key.length > blockBytes) throw new Error(`A key has at most ${blockBytes} bytes`)
  const inner = pad(key, 0x36)
  // Reused by each call, which is safe because calls are synchronous.
  const outer = Buffer.concat([pad(key, 0x5c), Buffer.alloc(hashBytes)])
  return (text) => {
    outer.set(sha256(Buffer.concat([inner, Buffer.from(text)])), blockBytes)
    return sha256(outer)
  }
}

function pad(key: Uint8Array, byte: number): Uint8Array {
  const block = new Uint8Array(blockBytes).fill(byte)
  for (const [index, value] of key.entries()) block[index] = value ^ byte
  return block
}
