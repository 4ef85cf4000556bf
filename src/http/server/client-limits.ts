import type { RoomSize } from '../../messages/room.ts'

/** 1,000 recipients take about 20 KB, and a text beyond a few KB fits no upstream request. */
export const bodyLimitBytes = 128 * 1024
/**
 * Fields, objects and lists of a body together, of which a message has at most 30. They take far more time than other bytes: a
 * body of 128 KB has room for 20,000 fields, which take 20 ms to read and as long to refuse.
 */
export const maxBodyParts = 1_000
/** Real clients and the proxies before them send about twenty; Node would quietly drop those beyond a number of its own. */
export const maxHeaderCount = 100
/** A request line and headers together; Node's own default, written out because answers promise 431 beyond it. */
export const maxHeadersBytes = 16 * 1024
/** Far from what callers open, and from what a machine's file descriptors are enough for: the journal needs some as well. */
export const maxConnectionCount = 10_000

/** How long a client may take, and what it may keep us from letting go of. Sending a message takes no part of any of these. */
export type ClientLimits = {
  /** For the headers, from the connection's first moment or the request's first byte on: who says nothing is slow too. */
  readonly headersMs: number
  /** For a whole request. */
  readonly requestMs: number
  /** How often all of these are looked at: a client has that much longer at most. */
  readonly checkMs: number
  /** For reading an answer: far more than any page of ours takes on a usual line. */
  readonly answerMs: number
  /** Between an answer and the next request. */
  readonly keepAliveMs: number
  /** The memory of bodies that have begun and not ended. */
  readonly unfinishedBytes: RoomSize
}

const mebibyte = 1024 * 1024

/** Who is slow is told so within 16 s, and has gone a second later. */
export const clientLimits: ClientLimits = {
  headersMs: 10_000,
  requestMs: 15_000,
  checkMs: 1_000,
  answerMs: 10_000,
  // Longer than the idle limit of common load balancers (60 s), so that they close first and never write into a gap.
  keepAliveMs: 72_000,
  // A caller's are 128 of the longest bodies or a thousand lists of 1,000 recipients; all of them an eighth of 512 MB.
  unfinishedBytes: { perCaller: 16 * mebibyte, inAll: 64 * mebibyte },
}
