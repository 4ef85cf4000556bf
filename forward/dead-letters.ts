import { closeSync, fstatSync, fsyncSync, mkdirSync, openSync, readFileSync, readSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { syncDirectory } from '../src/journal/disk-sync.ts'
import { webhookIdOf } from './delivery.ts'
import type { FeedEvent } from './feed.ts'
import type { Answer } from './http-client.ts'

export type DeadLetters = {
  /** Durable when it returns. @returns false if the file is full: nothing was added */
  add(event: FeedEvent, answer: Answer): boolean
}

/** About a million events. Somebody must have looked at the file long before. */
export const maxDeadLetterBytes = 1024 * 1024 * 1024

/** The events that the receiver did not take, one JSON object in each line. They contain phone numbers. */
export function createDeadLetters(file: string, nowMs: () => number, maxBytes = maxDeadLetterBytes): DeadLetters {
  return {
    add(event, answer) {
      const reason = answer.status === undefined ? { code: answer.code } : { status: answer.status }
      const letter = { webhookId: webhookIdOf(event), givenUpAt: new Date(nowMs()).toISOString(), ...reason, event }
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
      const descriptor = openSync(file, 'a+', 0o600)
      try {
        const { size } = fstatSync(descriptor)
        const line = `${endsInLine(descriptor, size) ? '' : '\n'}${JSON.stringify(letter)}\n`
        if (size + Buffer.byteLength(line) > maxBytes) return false
        writeSync(descriptor, line)
        fsyncSync(descriptor)
      } finally {
        closeSync(descriptor)
      }
      syncDirectory(dirname(file))
      return true
    },
  }
}

/** A full disk or a power failure can cut the last line. The next one must not continue it. */
function endsInLine(descriptor: number, size: number): boolean {
  if (size === 0) return true
  const last = Buffer.alloc(1)
  readSync(descriptor, last, 0, 1, size - 1)
  return last.toString() === '\n'
}

/** @returns the events of a file; `unreadable` counts the lines that are no dead letters, such as one that was cut */
export function readDeadLetters(file: string): { readonly events: readonly FeedEvent[]; readonly unreadable: number } {
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean)
  const events = lines.map(parseLetter).filter((event) => event !== undefined)
  return { events, unreadable: lines.length - events.length }
}

function parseLetter(line: string): FeedEvent | undefined {
  try {
    const { event } = JSON.parse(line)
    return typeof event?.id === 'string' && typeof event.messageId === 'string' ? event : undefined
  } catch {
    return undefined
  }
}
