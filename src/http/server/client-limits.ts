import type { RoomSize } from '../../messages/room.ts'

/** 1,000 recipients take about 20 KB, and a text beyond a few KB fits no upstream request. */
export const bodyLimitBytes = 128 * 1024
/**
 * Fields, objects and arrays in a body, of which a message has at most 30. They cost far more time than other bytes: a
 * body of 128 KB has room for 20,000 fields, which take 20 ms to read and as long to refuse.
 */
export const maxBodyParts = 1_000
/** Real clients and their proxies send about twenty. Beyond its own limit Node would silently drop headers. */
export const maxHeaderCount = 100
/** Request line and headers together. This is Node's own default, set explicitly because the API promises 431. */
export const maxHeadersBytes = 16 * 1024
/** Far more than callers open, and below typical file descriptor limits: the journal needs some as well. */
export const maxConnectionCount = 10_000

/** How long a client may take, and how much memory it may use. The time to send a message does not count. */
export type ClientLimits = {
  /** For the headers, from the opening of the connection or the first byte of the request. Silent clients count too. */
  readonly headersMs: number
  /** For a whole request. */
  readonly requestMs: number
  /** How often the limits are checked: a client gets at most this much extra time. */
  readonly checkMs: number
  /** For reading an answer: far more than any page needs on an ordinary connection. */
  readonly answerMs: number
  /** The memory of all answers that clients have not read yet. The connections that hold most are ended first. */
  readonly unreadBytes: number
  /** Between an answer and the next request. */
  readonly keepAliveMs: number
  /** The memory of unfinished bodies. */
  readonly unfinishedBytes: RoomSize
}

const mebibyte = 1024 * 1024

/** Slow clients get a 408 within 16 s and are disconnected one second later. */
export const clientLimits: ClientLimits = {
  headersMs: 10_000,
  requestMs: 15_000,
  checkMs: 1_000,
  answerMs: 10_000,
  // An eighth of 512 MB. A page of messages has up to a megabyte, which an ordinary client reads in a few milliseconds.
  unreadBytes: 64 * mebibyte,
  // Longer than the idle limit of common load balancers (60 s), so that they close first and never race with our close.
  keepAliveMs: 72_000,
  // Per caller: 128 bodies of maximum size or a thousand lists of 1,000 recipients. In all: an eighth of 512 MB.
  unfinishedBytes: { perCaller: 16 * mebibyte, inAll: 64 * mebibyte },
}
