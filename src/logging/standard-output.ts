import { type DestinationStream, pino } from 'pino'

/** A system call per line would double its cost. Lines are buffered up to this many bytes, or this long. */
const minWriteBytes = 4 * 1024
const maxLineAgeMs = 50

/** While the output is blocked, this much is buffered; later lines are lost. */
const maxWaitingBytes = 1024 * 1024

/** At exit, a write to a full pipe is retried this many times, 100 ms apart. */
const exitRetries = 10

export type StandardOutput = DestinationStream & { flushSync(): void }

/**
 * Standard output, which may be a full disk, a closed pipe or a pipe with a slow reader. Their only effect is lost lines:
 * a failure to log must not make a send fail, delay it or leave its result unrecorded. Data that must survive a kill is in
 * the journal.
 */
export function createStandardOutput(): StandardOutput {
  let retries = 0
  const output = pino.destination({
    fd: 1,
    sync: true,
    minLength: minWriteBytes,
    maxLength: maxWaitingBytes,
    periodicFlush: maxLineAgeMs,
    // A retry blocks the event loop until the pipe is read. The next flush is soon enough.
    retryEAGAIN: () => retries-- > 0,
  })
  // There is nowhere else to report the error.
  output.on('error', () => {})

  /** Not sonic-boom's `flushSync`, which never returns if the disk is full. */
  function flush(): void {
    output.flush()
    // After a backlog, the first flush leaves up to `minLength` bytes.
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
