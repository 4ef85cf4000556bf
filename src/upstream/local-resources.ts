import { closeSync, openSync } from 'node:fs'
import { devNull } from 'node:os'

/**
 * System codes that say that this machine, or this process, has run out of something: file descriptors (`EMFILE` of the
 * process, `ENFILE` of the system), buffers, memory, or local ports (`EADDRNOTAVAIL`, and `EAGAIN` from `connect`).
 *
 * @see connect(2), socket(2)
 */
export const localResourceCodes = ['EMFILE', 'ENFILE', 'ENOBUFS', 'ENOMEM', 'EADDRNOTAVAIL', 'EAGAIN'] as const

const codes: ReadonlySet<string> = new Set(localResourceCodes)
/** getaddrinfo reports a socket or a file that it could not open as if the name did not exist. */
const lookupCodes: ReadonlySet<string> = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'EAI_MEMORY', 'EAI_SYSTEM'])

export const isLocalShortage = (reason: string): boolean => codes.has(reason)

/**
 * What this machine had run out of when a connection failed, or undefined where the failure says nothing of the kind.
 *
 * @param reason the system's code of a connection that could not be made
 */
export function findLocalShortage(reason: string): string | undefined {
  if (isLocalShortage(reason)) return reason
  return lookupCodes.has(reason) ? findDescriptorShortage() : undefined
}

/** The system's code where no file can be opened right now. Takes a few microseconds. */
export function findDescriptorShortage(): string | undefined {
  try {
    closeSync(openSync(devNull, 'r'))
    return undefined
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return code !== undefined && isLocalShortage(code) ? code : undefined
  }
}
