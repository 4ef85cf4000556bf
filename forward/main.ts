import { existsSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import { createLogger, createSecrets } from '../src/logging/logger.ts'
import { createDeadLetters } from './dead-letters.ts'
import { createDelivery } from './delivery.ts'
import { createFeed } from './feed.ts'
import { type ForwardClock, forward } from './forward.ts'
import { openPosition } from './position.ts'
import { replay } from './replay.ts'
import { type ForwardSettings, readForwardSettings } from './settings.ts'

/** Exit codes: a fault of the settings, of the folder or of a file; a key that the gateway does not accept. */
const [faulty, refused] = [1, 2]

const clock: ForwardClock = {
  nowMs: Date.now,
  // An aborted wait has ended too.
  sleep: (ms, signal) => sleep(ms, undefined, { signal }).catch(() => {}),
  random: Math.random,
}

/**
 * Sends the events of a gateway to one address: `node forward/main.ts`. With `--replay FILE` it sends the dead letters of a
 * file once more, and ends.
 */
async function main(): Promise<number> {
  const [option, file, ...others] = process.argv.slice(2)
  const isReplay = option === '--replay' && file !== undefined && others.length === 0
  if (option !== undefined && !isReplay) return fail(['the only argument is --replay FILE'])
  const reading = readForwardSettings(process.env, process.execArgv)
  if (!reading.ok) return fail(reading.faults)
  const { settings } = reading
  const secrets = createSecrets([settings.url.href, ...settings.secrets, ...(settings.apiKey ? [settings.apiKey] : [])])
  const log = createLogger('info', secrets)
  const stop = new AbortController()
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => stop.abort())
  try {
    return isReplay ? await runReplay(file, settings, log, stop.signal) : await run(settings, log, stop.signal)
  } catch (error) {
    // The folder is in use, damaged, full or not writable. Whatever was not taken is sent again after the next start.
    return fail([secrets.strike(error instanceof Error ? error.message : String(error))])
  }
}

async function run(settings: ForwardSettings, log: Logger, stop: AbortSignal): Promise<number> {
  const position = openPosition(settings.folder)
  try {
    log.info({ after: position.read().after }, 'forwarding events')
    const end = await forward({
      feed: createFeed(settings),
      deliver: createDelivery(settings, clock.nowMs),
      position,
      deadLetters: createDeadLetters(deadLetterFile(settings), clock.nowMs),
      giveUpMs: settings.giveUpMs,
      log,
      clock,
      stop,
    })
    if (end.kind === 'stopped') {
      log.info('stopped')
      return 0
    }
    const missing = settings.callers === 'all' ? 'operations' : 'messages:read'
    fail([`the gateway answers ${end.status}: FORWARD_API_KEY must be a valid key with the scope ${missing}`])
    return refused
  } finally {
    position.close()
  }
}

async function runReplay(file: string, settings: ForwardSettings, log: Logger, stop: AbortSignal): Promise<number> {
  const target = deadLetterFile(settings)
  if (existsSync(target) && realpathSync(file) === realpathSync(target)) {
    return fail([`rename ${target} first: what fails again is added to a new file of that name`])
  }
  const letters = createDeadLetters(target, clock.nowMs)
  const result = await replay(file, createDelivery(settings, clock.nowMs), letters, log, stop)
  log.info({ ...result }, 'dead letters were sent again')
  return result.failed + result.left + result.unreadable === 0 ? 0 : faulty
}

const deadLetterFile = ({ folder }: ForwardSettings): string => join(folder, 'dead-letters.jsonl')

function fail(faults: readonly string[]): number {
  process.stderr.write(`The forwarder cannot go on:\n${faults.map((fault) => `  - ${fault}\n`).join('')}`)
  return faulty
}

process.exit(await main())
