import { hash } from 'node:crypto'

/**
 * SHA-256 in one call, with a string as intermediate result: Node creates a native object for a hash returned as a buffer
 * or updated in steps, which takes four times as long and must be garbage-collected.
 */
export const sha256 = (bytes: Uint8Array): Buffer => Buffer.from(hash('sha256', bytes, 'latin1'), 'latin1')
