import { type DestinationStream, pino } from 'pino'

/** A system call for each line would double its cost. A line waits until this many bytes have gathered, or this long. */
const minWriteBytes = 4 * 1024
const maxLineAgeMs = 50

/** While the output takes nothing, this much is kept for when it does; later lines are lost. */
const maxWaitingBytes = 1024 * 1024

/** At exit, a pipe that is full is tried again this often, 100 ms apart. */
const exitRetries = 10

/**
 * Standard output, which may be a full disk, a closed pipe or a pipe whose reader is slow. None of them has any effect
 * but lost lines: a failure to log must not make a send fail, delay it or leave its result unrecorded. Data that must
 * survive a kill is in the journal.
 */
export function createStandardOutput(): DestinationStream & { flushSync(): void } {
  let retries = 0
  const output = pino.destination({
    fd: 1,
    sync: true,
    minLength: minWriteBytes,
    maxLength: maxWaitingBytes,
    periodicFlush: maxLineAgeMs,
    // A retry blocks the event loop until the pipe is read. The next flush is early enough.
    retryEAGAIN: () => retries-- > 0,
  })
  // There is nowhere left to report it.
  output.on('error', () => {})

  /** Not sonic-boom's `flushSync`: with a full disk it never returns. */
  function flush(): void {
    output.flush()
    // After a backlog, the first leaves what is less than `minLength`.
    output.flush()
  }

  process.on('exit', () => {
    retries = exitRetries
    flush()
  })
  return {
    write: (line) => void output.write(line),
    // Called by pino after a line of level `fatal`.
    flushSync: flush,
  }
}
