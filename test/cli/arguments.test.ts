import t from 'tap'
import { commands } from '../../cli/commands.ts'
import { exits } from '../../cli/exit-codes.ts'
import { run } from './run-tool.ts'

t.test('wrong words are refused with what is meant, and nothing is done', async (t) => {
  const rows: readonly (readonly [words: readonly string[], said: RegExp])[] = [
    [[], /usage: bulksms-gateway COMMAND/],
    [['sned'], /sned is not a command; the nearest is send/],
    [['kei'], /kei is not a command; the nearest is key/],
    [['key'], /key is not a command; the nearest is key \w+/],
    [['key', 'crate'], /key crate is not a command; the nearest is key create/],
    [['send', '--tO', '+213550000001'], /--tO is not an option of send; the nearest is --to/],
    [['send', '-x'], /-x is not an option of send/],
    [['send', 'one', 'two'], /send takes one argument besides its options; quote/],
    [['send', 'text'], /send needs at least one --to/],
    [['send', '--to', '+213550000001', '--from', 'A', '--from', 'B', 'x'], /--from is given twice/],
    [['send', '--to'], /--to/],
    [['send', '--flash=yes', '--to', '+213550000001', 'x'], /flash/],
    [['send', '--to', '+213550000001', '--key', 'short', 'x'], /--key must be 16 to 255/],
    [['send', '--to', '+213550000001', '--max-segments', 'x', 'x'], /--max-segments must be a whole number/],
    [
      ['send', '--to', '+213550000001', '--url', 'http://a:b@c', 'x'],
      /--url must be an http\(s\) URL without credentials/,
    ],
    [['send', '--to', '+213550000001', '--timeout', '0', 'x'], /--timeout must be a number/],
    [['messages', '--limit', '0'], /--limit must be 1 to 1000/],
    [['show'], /show needs ID/],
    [['show', '../healthz'], /ID must be the id of a message/],
    [['settle', '--outcome', 'sent'], /--outcome must be accepted or rejected/],
    [['key', 'create'], /key create needs CALLER/],
    [['key', 'create', 'orders'], /say at least one --scope/],
    [['key', 'create', 'orders', '--scope', 'all'], /--scope must be one of messages:send/],
    [['key', 'create', 'orders', '--scope', 'operations', '--expires', '90'], /--expires must be a number of days/],
    [['key', 'create', 'orders', '--scope', 'operations', '--print', '--file', 'x'], /--print changes no file/],
    [['key', 'list'], /name the keys file with --file or API_KEYS_FILE/],
    [['key', 'revoke', '--file', 'x'], /say the ids of keys, or --caller/],
    [['key', 'revoke', `bsg_abcd_${'x'.repeat(43)}`, '--file', 'x'], /by its id alone/],
    [['show', '\u001b[2J\u202e'], /ID must be/],
    [['\u001b[31mred'], /^\\u\{1b\}\[31mred is not a command/],
  ]
  for (const [words, said] of rows) {
    const { exit, output, errors } = await run(words)
    t.equal(exit, 'usage', JSON.stringify(words))
    t.equal(output, '')
    t.match(errors, said)
    t.notMatch(errors, /bsg_\w/)
  }
})

t.test('the settings of the tool are checked, and no value is shown', async (t) => {
  const words = ['messages']
  const rows: readonly (readonly [environment: Record<string, string>, said: RegExp])[] = [
    [{ GATEWAY_URL: 'canary' }, /GATEWAY_URL must be an http/],
    [{ GATEWAY_API_KEY: 'canary' }, /GATEWAY_API_KEY must be a key in the form bsg_/],
    [{ GATEWAY_API_KEY_FILE: '/nowhere/canary-file' }, /GATEWAY_API_KEY_FILE cannot be read \(ENOENT\)/],
    [{ GATEWAY_API_KEY: 'canary', GATEWAY_API_KEY_FILE: 'x' }, /GATEWAY_API_KEY and GATEWAY_API_KEY_FILE are both set/],
    [{ GATEWAY_APIKEY: 'canary' }, /GATEWAY_APIKEY is not a setting; the nearest is GATEWAY_API_KEY/],
  ]
  for (const [environment, said] of rows) {
    const { exit, errors } = await run(words, { environment })
    t.equal(exit, 'usage')
    t.match(errors, said)
    t.notMatch(errors, /canary/)
  }
})

t.test('every command explains itself, whatever else is said, and names its exit codes', async (t) => {
  for (const { name, options, exits: own } of commands) {
    for (const words of [
      [...name.split(' '), '--help'],
      [...name.split(' '), '--wrong', '-h'],
      ['help', ...name.split(' ')],
    ]) {
      const { exit, output, errors } = await run(words)
      t.strictSame([exit, errors], ['done', ''], words.join(' '))
      t.ok(output.startsWith(`usage: bulksms-gateway ${name}`), words.join(' '))
      for (const option of Object.keys(options)) t.match(output, `--${option}`)
      for (const each of own) t.match(output, new RegExp(`^ +${exits[each].code} `, 'm'))
      t.ok(output.split('\n').every((line) => line.length <= 110))
    }
  }
  const group = await run(['key', '--help'])
  t.match(group.output, /key create.*key list.*key revoke/s)
  t.notMatch(group.output, /serve/)
  t.equal((await run(['--version'])).output, '0.0.0\n')
})

t.test('no two exits share a code', async (t) => {
  const codes = Object.values(exits).map(({ code }) => code)
  t.equal(new Set(codes).size, codes.length)
})
