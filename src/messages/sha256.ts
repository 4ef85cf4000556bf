import { hash } from 'node:crypto'

/**
 * SHA-256 in one call. As a string on the way: Node makes a native object of a hash that is asked for as a buffer, as it does of
 * one to which bytes are added piece by piece, which takes four times as long and must be collected.
 */
export const sha256 = (bytes: Uint8Array): Buffer => Buffer.from(hash('sha256', bytes, 'latin1'), 'latin1')
