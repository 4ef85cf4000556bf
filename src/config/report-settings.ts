import { BlockList, isIP } from 'node:net'
import { settleModes } from '../messages/reports.ts'
import { isTimeZone } from '../sms/date-time.ts'
import { integer, oneOf, type Parsed, type Setting } from './setting.ts'

/** The settings of delivery reports and events. */
export const reportSettings = {
  DELIVERY_REPORTS_SECRET: { secret: true, parse: reportSecrets },
  DELIVERY_REPORTS_PORT: { parse: integer(0, 65_535) },
  DELIVERY_REPORTS_FROM: { parse: networks },
  DELIVERY_REPORTS_TIME_ZONE: { parse: timeZone },
  DELIVERY_REPORTS_SETTLE: { parse: oneOf(...settleModes) },
  EVENTS_RETENTION_DAYS: { default: '7', parse: integer(1, 3_650) },
} as const satisfies Record<string, Setting<unknown>>

/** One secret, or two while one replaces the other. */
function reportSecrets(written: string): Parsed<readonly string[]> {
  const secrets = written.split(',')
  const isRight = secrets.length <= 2 && secrets.every((secret) => /^[A-Za-z0-9_-]{32,128}$/.test(secret))
  return isRight
    ? { ok: true, value: secrets }
    : {
        ok: false,
        expected: 'must be 32 to 128 characters of A-Z a-z 0-9 _ -, or two of those with a comma between them',
      }
}

/** Addresses and networks in CIDR notation. */
function networks(written: string): Parsed<BlockList> {
  const list = new BlockList()
  for (const network of written.split(',').map((text) => text.trim())) {
    const [address = '', length, more] = network.split('/')
    const version = isIP(address)
    const mostBits = version === 4 ? 32 : 128
    const bits = length === undefined ? mostBits : Number(length)
    const isRight = version !== 0 && more === undefined && /^[0-9]{1,3}$/.test(length ?? '0') && bits <= mostBits
    if (!isRight)
      return {
        ok: false,
        expected: 'must be networks in CIDR notation with commas between them, such as 203.0.113.0/24',
      }
    list.addSubnet(address, bits, version === 4 ? 'ipv4' : 'ipv6')
  }
  return { ok: true, value: list }
}

function timeZone(written: string): Parsed<string> {
  return isTimeZone(written)
    ? { ok: true, value: written }
    : { ok: false, expected: 'must be the name of an IANA time zone, such as Africa/Algiers' }
}
