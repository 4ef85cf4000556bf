import fc from 'fast-check'
import t from 'tap'
import { findJsonFault } from '../../src/json/json-fault.ts'

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

t.test('the place of a fault is the first character that cannot be right', async (t) => {
  const rows: readonly (readonly [text: string, place: string])[] = [
    ['', '1:1 ended'],
    [' \n', '2:1 ended'],
    ['{"a":1', '1:7 ended'],
    ['{"a', '1:4 ended'],
    ['{} {}', '1:4'],
    ['{"a":1,}', '1:8'],
    ['[1,]', '1:4'],
    ['[,1]', '1:2'],
    ['{"a" 1}', '1:6'],
    ['{"a":1 "b":2}', '1:8'],
    ['{a:1}', '1:2'],
    ["{'a':1}", '1:2'],
    ['{"a":NaN}', '1:6'],
    ['{"a":01}', '1:7'],
    ['{"a":.5}', '1:6'],
    ['{"a":5.}', '1:7'],
    ['{"a":1/**/}', '1:7'],
    ['[}', '1:2'],
    ['{"a":[1}', '1:8'],
    [']', '1:1'],
    ['"a\u0001b"', '1:3'],
    ['"a\\xb"', '1:3'],
    ['"a\\u12g4"', '1:3'],
    ['{\n  "to": ["+213550000001"],\n  "text": "a\nb"\n}', '3:13'],
    ['{\r\n  "a": 1,\r\n  b: 2\r\n}', '3:3'],
    ['{\r"a":x}', '2:5'],
    ['\ufeff{}', '1:1'],
  ]
  for (const [text, place] of rows) {
    const fault = findJsonFault(text)
    t.equal(fault && `${fault.line}:${fault.column}${fault.ended ? ' ended' : ''}`, place, JSON.stringify(text))
  }
})

t.test('there is a fault exactly where JSON.parse finds one', async (t) => {
  const almost = fc
    .tuple(
      fc.json(),
      fc.nat(),
      fc.constantFrom('', ',', '}', ']', '"', ':', '\\', '0', 'x', ' ', '\n', '\u0001'),
      fc.nat(2),
    )
    .map(([text, at, inserted, removed]) => {
      const index = at % (text.length + 1)
      return text.slice(0, index) + inserted + text.slice(index + removed)
    })
  const agrees = fc.property(
    fc.oneof(almost, fc.json(), fc.string()),
    (text) => (findJsonFault(text) === undefined) === isJson(text),
  )
  t.notOk(fc.check(agrees, { numRuns: 10_000 }).counterexample)
})

t.test('JSON that was cut is right up to its end, or within the word or number that was cut', async (t) => {
  const isRight = fc.property(fc.json(), fc.nat(), (text, at) => {
    const cut = text.slice(0, at % text.length)
    const fault = findJsonFault(cut)
    if (fault === undefined) return isJson(cut)
    return fault.ended || /^[-+.a-z0-9\\]*$/i.test(cut.slice(fault.column - 1))
  })
  t.notOk(fc.check(isRight, { numRuns: 5_000 }).counterexample)
})
