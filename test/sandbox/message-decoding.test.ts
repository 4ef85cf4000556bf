import t from 'tap'
import { decodeMessage } from '../../sandbox/message-decoding.ts'

const rows = [
  ['0', 'hello', { encoding: 'gsm7', flash: false, text: 'hello', wire: 'utf8' }],
  ['0', 'a{b}€\n', { encoding: 'gsm7', flash: false, text: 'a{b}€\n', wire: 'utf8' }],
  ['0', '09950996', { encoding: 'gsm7', flash: false, text: '09950996', wire: 'utf8' }],
  ['1', '§Ü£', { encoding: 'gsm7', flash: true, text: '§Ü£', wire: 'utf8' }],
  ['2', '09950996', { encoding: 'ucs2', flash: false, text: 'কখ', wire: 'utf16be-hex' }],
  ['2', 'd83dde00', { encoding: 'ucs2', flash: false, text: '😀', wire: 'utf16be-hex' }],
  ['2', '099509', { encoding: 'ucs2', flash: false, text: '099509', wire: 'utf8' }],
  ['2', 'কখ', { encoding: 'ucs2', flash: false, text: 'কখ', wire: 'utf8' }],
  ['5', 'ça va', { encoding: 'latin1', flash: false, text: 'ça va', wire: 'utf8' }],
  ['6', '00480069', { encoding: 'ucs2', flash: true, text: 'Hi', wire: 'utf16be-hex' }],
  ['7', 'ÿ', { encoding: 'latin1', flash: true, text: 'ÿ', wire: 'utf8' }],
] as const

for (const [type, message, expected] of rows) {
  t.test(`type ${type} reads ${JSON.stringify(message)} as ${expected.encoding} from ${expected.wire}`, async (t) => {
    t.same(decodeMessage(type, message), { type: Number(type), kind: 'text', ...expected })
  })
}

t.test('type 4 is a WAP push with its title and link', async (t) => {
  t.same(decodeMessage('4', 'Новости', 'https://example.test/'), {
    type: 4,
    kind: 'wap-push',
    encoding: 'wap-push',
    flash: false,
    text: 'Новости',
    wire: 'utf8',
    url: 'https://example.test/',
  })
})

t.test('GSM 03.38 has 137 characters to type, and each one is taken', async (t) => {
  const basic = '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ÄÖÑÜ§¿äöñüà'
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
  const all = [...`${basic}${letters}\f^{}\\[~]|€`]
  t.equal(new Set(all).size, 137)
  for (const character of all) t.ok(decodeMessage('0', character), JSON.stringify(character))
  const taken = Array.from({ length: 0x3000 }, (_, unit) => String.fromCharCode(unit)).filter((c) =>
    decodeMessage('0', c),
  )
  t.equal(taken.length, 137)
})
