import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { syncDirectory } from '../src/journal/disk-sync.ts'

/** How far the forwarder has come. Survives its end. */
export type Position = {
  /** The cursor of the feed: everything up to there was taken, or is in the dead-letter file. Absent before the first event. */
  readonly after?: string
  /** Since when nothing has been taken, in milliseconds since 1970; absent: the last delivery was taken. */
  readonly failingSince?: number
}

export type PositionFile = {
  /** @throws if the file holds anything but a position: to begin anew would repeat or miss events */
  read(): Position
  /** Durable when it returns. */
  write(position: Position): void
  close(): void
}

/**
 * Opens the folder for this process alone: two forwarders would send everything twice, and overwrite each other's position.
 *
 * @throws if another process has it
 */
export function openPosition(folder: string): PositionFile {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const lock = lockFolder(folder)
  const file = join(folder, 'position.json')
  return {
    read() {
      const text = readIfThere(file)
      return text === undefined ? {} : parsePosition(text, file)
    },
    write(position) {
      const draft = `${file}.new`
      writeFileSync(draft, `${JSON.stringify(position)}\n`, { mode: 0o600, flush: true })
      renameSync(draft, file)
      syncDirectory(folder)
    },
    close: () => lock.close(),
  }
}

/** SQLite's lock is the system's: a killed process loses it at once, and a process id that was reused does not hold it. */
function lockFolder(folder: string): DatabaseSync {
  const lock = new DatabaseSync(join(folder, 'lock'), { timeout: 0 })
  try {
    lock.exec('BEGIN EXCLUSIVE')
    return lock
  } catch (error) {
    lock.close()
    const isTaken = (error as { errcode?: number }).errcode === 5
    throw isTaken ? new Error(`another forwarder uses the folder ${folder}`) : error
  }
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

function parsePosition(text: string, file: string): Position {
  const form = /^\{"after":"(0|[1-9][0-9]{0,15})"(?:,"failingSince":(\d{1,15}))?\}\s*$/
  const [, after, failingSince] = form.exec(text) ?? []
  if (after === undefined) throw new Error(`${file} must hold {"after":"<cursor>"}; it was damaged or written by hand`)
  return { after, ...(failingSince !== undefined && { failingSince: Number(failingSince) }) }
}
