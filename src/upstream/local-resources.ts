import { closeSync, openSync } from 'node:fs'
import { devNull } from 'node:os'

/**
 * System codes for an exhausted resource of this machine or process: file descriptors (`EMFILE` for the process,
 * `ENFILE` for the system), buffers, memory, or local ports (`EADDRNOTAVAIL`, and `EAGAIN` from `connect`).
 *
 * @see connect(2), socket(2)
 */
export const localResourceCodes = ['EMFILE', 'ENFILE', 'ENOBUFS', 'ENOMEM', 'EADDRNOTAVAIL', 'EAGAIN'] as const

const codes: ReadonlySet<string> = new Set(localResourceCodes)
/** getaddrinfo reports a socket or file that it could not open as if the host name did not exist. */
const lookupCodes: ReadonlySet<string> = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'EAI_MEMORY', 'EAI_SYSTEM'])

export const isLocalShortage = (reason: string): boolean => codes.has(reason)

/**
 * The local resource that was exhausted when a connection failed, or undefined if the failure had another cause.
 *
 * @param reason the system's code for the failed connection
 */
export function findLocalShortage(reason: string): string | undefined {
  if (isLocalShortage(reason)) return reason
  return lookupCodes.has(reason) ? findDescriptorShortage() : undefined
}

/** The system's code if no file can be opened right now. Takes a few microseconds. */
export function findDescriptorShortage(): string | undefined {
  try {
    closeSync(openSync(devNull, 'r'))
    return undefined
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return code !== undefined && isLocalShortage(code) ? code : undefined
  }
}
