import fc from 'fast-check'
import t from 'tap'
import { encodedForms } from '../../src/logging/encoded-forms.ts'
import { createSecrets } from '../../src/logging/logger.ts'
import { createQuickLook, mayHoldNumber } from '../../src/logging/quick-look.ts'

/** A letter outside ASCII, for which the quick look leaves a text to the full search. */
const careful = '\u00e9'

t.test('the quick look changes no line: the full search finds the same', async () => {
  const plain = fc.string({ unit: fc.constantFrom(...'aAbBkKsS1+|=% \\"-_/'), minLength: 4, maxLength: 12 })
  const around = fc.string({ unit: fc.constantFrom(...'aAbk1+|=%\\" {}:,0'), maxLength: 12 })
  fc.assert(
    fc.property(plain, around, around, fc.nat(), fc.boolean(), (secret, before, after, pick, isLower) => {
      const secrets = createSecrets([secret])
      const written = [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1), ...encodedForms(secret)]
      const form = written[pick % written.length] ?? ''
      const text = before + (isLower ? form.toLowerCase() : form.toUpperCase()) + after
      return secrets.strike(text + careful) === secrets.strike(text) + careful
    }),
    { numRuns: 2_000 },
  )
})

t.test('a text is only called free if it has no secret, in whichever case', async (t) => {
  const look = createQuickLook()
  t.equal(look.isFree('anything'), true, 'without secrets')
  look.add('Secret-Word')
  look.add('another#one')
  t.equal(look.isFree('{"a":1}'), true)
  for (const text of [
    'a secret-WORD',
    'x another#one',
    Buffer.from('Secret-Word').toString('base64'),
    'a%20b',
    '\\',
    'é',
  ]) {
    t.equal(look.isFree(text), false, text)
  }
  look.add('with a space')
  t.equal(look.isFree('{"a":1}'), false, 'a form writes a space as +')
})

t.test('a phone number is looked for behind each mark that a line may have', async (t) => {
  for (const text of ['+2135500', 'a|2135500b', 'DESTINATION=213550000001', '%2B213550000001', '++2135500']) {
    t.equal(mayHoldNumber(text), true, text)
  }
  for (const text of ['', '2135500', '+213550', '+2135*****01', 'a=b|c+', '+'])
    t.equal(mayHoldNumber(text), false, text)
})
