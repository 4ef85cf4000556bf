import t from 'tap'
import type { RecipientFailure, RecipientResult } from '../../src/messages/outcome.ts'
import { readAnswer } from '../../src/upstream/answer.ts'
import { numbers } from './fixtures.ts'

const [a, b, c] = numbers(3) as [string, string, string]
const [A, B, C] = [a, b, c].map((number) => number.slice(1)) as [string, string, string]
/** Asked together with `a`, these begin with its digits. */
const [a1, a12] = [`${a}1`, `${a}12`]
const stranger = '999123456789'
const id = '7dac7a43-2f3e-4b0e-9c59-0a1b2c3d4e5f'

/** An accepted destination's id (several: its ids; `true`: accepted without one), or why it was not. */
type Expected = string | readonly string[] | true | RecipientFailure
const refused = (code: RecipientFailure['code'], upstreamCode: number): RecipientFailure => ({ code, upstreamCode })
const invalid = refused('invalid-destination', 1706)
const unclear: RecipientFailure = { code: 'upstream-answer-not-understood' }
const unclearCode = (upstreamCode: number) => refused('upstream-answer-not-understood', upstreamCode)
const missing: RecipientFailure = { code: 'upstream-answer-incomplete' }
const smpp = (commandStatus: number, name: string): RecipientFailure => ({
  code: 'smpp-error',
  upstreamCode: commandStatus,
  smpp: { commandStatus, name },
})

type Row = readonly [
  name: string,
  text: string,
  asked: readonly string[],
  expected: readonly Expected[],
  options?: { readonly endProven?: boolean; readonly scheduled?: boolean },
]
const cut = { endProven: false }
const scheduled = { scheduled: true }

const documented: readonly Row[] = [
  ['accepted with an id', `1701|${A}|${id}`, [a], [id]],
  ['accepted, the number with its plus', `1701|${a}|${id}`, [a], [id]],
  ['accepted in the colon dialect', `1701|${A}:${id}`, [a], [id]],
  ['accepted in the colon dialect, with a plus', `1701|${a}:${id}`, [a], [id]],
  ['accepted without an id', `1701|${A}`, [a], [true]],
  ['accepted with an empty id', `1701|${A}|`, [a], [true]],
  ['accepted with an empty id behind a colon', `1701|${A}:`, [a], [true]],
  ['accepted, the id a number', `1701|${A}|123456789`, [a], ['123456789']],
  ['accepted, the id with the characters of ids', `1701|${A}|AZaz09_.:-`, [a], ['AZaz09_.:-']],
  ['accepted, in a body without a proven end', `1701|${A}|${id}`, [a], [id], cut],
  ['refused', `1706|${A}`, [a], [invalid]],
  ['refused, with the number as sent', `1706|${a}`, [a], [invalid]],
  ['refused, with a trailing separator', `1706|${A}|`, [a], [invalid]],
  ['refused, in a body without a proven end, in a line', `1706|${A}\n`, [a], [invalid], cut],
  ['refused by a code of one digit', `8|${A}`, [a], [refused('upstream-internal-error', 8)]],
  ['refused by a code of two digits', `16|${A}`, [a], [refused('ip-blacklisted', 16)]],
  ['refused by an SMPP status', `88|${A}`, [a], [smpp(88, 'ESME_RTHROTTLED')]],
  ['refused by a code that SMPP has too: the document stands', `69|${A}`, [a], [refused('upstream-submit-failed', 69)]],
  ['refused as a whole', '1703', [a], [refused('upstream-credentials-invalid', 1703)]],
  [
    'refused as a whole, for all of them',
    '1703',
    [a, b],
    [refused('upstream-credentials-invalid', 1703), refused('upstream-credentials-invalid', 1703)],
  ],
  ['several destinations', `1701|${A}|x1,1706|${B},1701|${C}|x3`, [a, b, c], ['x1', invalid, 'x3']],
  ['several destinations in another order', `1701|${C}|x3,1706|${B},1701|${A}|x1`, [a, b, c], ['x1', invalid, 'x3']],
  ['several destinations, both dialects', `1701|${A}:x1,1701|${b}|x2,1701|${C}`, [a, b, c], ['x1', 'x2', true]],
  [
    'several destinations, spaces behind the commas',
    `1701|${A}|x1, 1706|${B} ,1701|${C}`,
    [a, b, c],
    ['x1', invalid, true],
  ],
  ['a stopped batch', `1701|${A}|x1,1025|${B}`, [a, b, c], ['x1', refused('insufficient-credit', 1025), missing]],
  ['a batch stopped at once', `1025|${A}`, [a, b, c], [refused('insufficient-credit', 1025), missing, missing]],
  ['a missing destination', `1701|${A}|x1,1701|${C}|x3`, [a, b, c], ['x1', missing, 'x3']],
  ['refused, with a zero for an id', `1706|${A}|0`, [a], [invalid]],
  ['refused, with an id', `1706|${A}|${id}`, [a], [invalid]],
  ['refused, with NA for an id', `1706|${A}|NA`, [a], [invalid]],
  ['refused, with a word for an id', `1706|${A}|Invalid Destination`, [a], [invalid]],
  ['refused, with a word of another script', `1706|${A}|رقم غير صالح`, [a], [invalid]],
  ['refused by 1709 with a third field', `1709|${A}|0`, [a], [refused('upstream-user-validation-failed', 1709)]],
  ['refused by 1703 with a third field', `1703|${A}|0`, [a], [refused('upstream-credentials-invalid', 1703)]],
  ['an unusable number with a third field', '1706|NA|0', [a], [invalid]],
  [
    'several destinations, refusals with a third field',
    `1706|${A}|0,1701|${B}|x2,1707|${C}|NA`,
    [a, b, c],
    [invalid, 'x2', refused('invalid-sender', 1707)],
  ],
  [
    'a stopped batch, with a third field',
    `1701|${A}|x1,1025|${B}|0`,
    [a, b, c],
    ['x1', refused('insufficient-credit', 1025), missing],
  ],
  ['trailing newline', `1701|${A}|${id}\n`, [a], [id]],
  ['trailing CRLF', `1701|${A}|${id}\r\n`, [a], [id]],
  ['white space around', ` \t\r\n1701|${A}|${id}\r\n\r\n `, [a], [id]],
  ['a byte order mark', `\ufeff1701|${A}|${id}`, [a], [id]],
  ['a bare code with a trailing newline', '1707\r\n', [a], [refused('invalid-sender', 1707)]],
]

const notAvailable: readonly Row[] = [
  ['NA of the only destination', '1706|NA', [a], [invalid]],
  ['NA with a trailing separator', '1706|NA|', [a], [invalid]],
  ['NA of the one left', `1701|${A}|x1,1706|NA,1701|${C}|x3`, [a, b, c], ['x1', invalid, 'x3']],
  ['NA of the one left, first in the answer', `1706|NA,1701|${C}|x3,1701|${A}|x1`, [a, b, c], ['x1', invalid, 'x3']],
  [
    'NA of the one left, without a proven end: more may have followed',
    `1701|${A}|x1,1706|NA`,
    [a, b],
    ['x1', unclear],
    cut,
  ],
  ['the same in a line of its own', `1701|${A}|x1,1706|NA\n`, [a, b], ['x1', missing], cut],
  ['NA where two are left', `1701|${A}|x1,1706|NA`, [a, b, c], ['x1', missing, missing]],
  ['two NA for two that are left', `1701|${A}|x1,1706|NA,1706|NA`, [a, b, c], ['x1', missing, missing]],
  ['two NA for one that is left', `1701|${A}|x1,1706|NA,1707|NA`, [a, b], ['x1', missing]],
  ['NA where nobody is left', `1701|${A}|x1,1706|NA`, [a], ['x1']],
  ['NA beside a number that was not asked for', `1701|${A}|x1,1706|NA,1701|${stranger}|x2`, [a, b], ['x1', missing]],
  ['NA beside something unreadable', `1701|${A}|x1,1706|NA,?`, [a, b], ['x1', unclear]],
  ['NA before a cut tuple', `1701|${A}|x1,1706|NA,17`, [a, b, c], ['x1', unclear, unclear], cut],
  ['an accepted NA says nothing', '1701|NA|x1', [a], [unclear]],
  ['an accepted NA without an id neither', '1701|NA', [a], [unclear]],
  ['an unknown code for NA', '1999|NA', [a], [unclearCode(1999)]],
  ['a lower-case na', '1706|na', [a], [unclear]],
  ['NA with a comma at the end', '1706|NA,', [a], [invalid]],
]

const foreign: readonly Row[] = [
  ['another number', `1701|${stranger}|x1`, [a], [missing]],
  ['another number, refused', `1706|${stranger}`, [a], [missing]],
  ['an extra tuple', `1701|${A}|x1,1701|${stranger}|x2`, [a], ['x1']],
  ['a number that the asked one begins with', `1701|${A.slice(0, -1)}|x1`, [a], [missing]],
  ['a number that begins with the asked one', `1701|${A}1|x1`, [a], [missing]],
  ['a number with leading zeros', `1701|00${A}|x1`, [a], [missing]],
  ['a national number', `1701|0550000001|x1`, [a], [missing]],
  ['a number with two pluses', `1701|++${A}|x1`, [a], [unclear]],
  ['a number with spaces', `1701|${A.slice(0, 3)} ${A.slice(3)}|x1`, [a], [unclear]],
  ['a number in Arabic digits', '1701|٢١٣٥٥٠٠٠٠٠٠١|x1', [a], [unclear]],
  ['a number of 21 digits', `1701|${'9'.repeat(21)}|x1`, [a], [unclear]],
  ['no number', '1701||x1', [a], [unclear]],
  ['a code, no number and an id', '1706||x1', [a], [unclear]],
]

const contradictory: readonly Row[] = [
  ['accepted and refused', `1701|${A}|x1,1706|${A}`, [a, b], [unclear, missing]],
  ['refused and accepted', `1706|${A},1701|${A}|x1`, [a], [unclear]],
  ['refused for two reasons', `1706|${A},1707|${A}`, [a], [unclear]],
  ['refused twice for one reason', `1706|${A},1706|${a}|`, [a], [invalid]],
  ['accepted twice', `1701|${A}|x1,1701|${A}|x1`, [a], ['x1']],
  ['a long message: an id for each part', `1701|${A}|part-1,1701|${A}|part-2`, [a], [['part-1', 'part-2']]],
  [
    'the ids of each destination in their order',
    `1701|${B}|b2,1701|${A}|a1,1701|${B}|b1,1701|${A}:a2`,
    [a, b],
    [
      ['a1', 'a2'],
      ['b2', 'b1'],
    ],
  ],
  ['an id that comes again counts once', `1701|${A}|x1,1701|${A}|x2,1701|${A}|x1`, [a], [['x1', 'x2']]],
  ['a part without an id', `1701|${A},1701|${A}|x2`, [a], ['x2']],
  ['an id for each part, in lines', `1701|${A}|part-1\n1701|${A}|part-2\n`, [a], [['part-1', 'part-2']]],
  ['accepted in two parts, refused in one', `1701|${A}|x1,1701|${A}|x2,1706|${A}|0`, [a], [unclear]],
  ['two unknown codes', `1998|${A},1999|${A}`, [a], [unclear]],
  ['accepted thrice, refused once', `1701|${A}|x,1701|${A}|x,1706|${A},1701|${A}|x`, [a], [unclear]],
]

const scheduledRows: readonly Row[] = [
  ['Scheduled for one', `Scheduled|${id}`, [a], [id], scheduled],
  ['Scheduled for one, with a newline', `Scheduled|${id}\r\n`, [a], [id], scheduled],
  ['Scheduled for one, without a proven end', 'Scheduled|4711', [a], ['4711'], { ...scheduled, ...cut }],
  ['Scheduled for several', `Scheduled|${id}`, [a, b], [unclear, unclear], scheduled],
  ['Scheduled for a message that is not', `Scheduled|${id}`, [a], [unclear]],
  ['Scheduled without an id', 'Scheduled|', [a], [unclear], scheduled],
  ['Scheduled alone', 'Scheduled', [a], [unclear], scheduled],
  ['Scheduled in lower case', `scheduled|${id}`, [a], [id], scheduled],
  ['Scheduled in upper case, with blanks', `SCHEDULED | ${id} |`, [a], [id], scheduled],
  ['Scheduled with a comma at the end', `Scheduled|${id},`, [a], [id], scheduled],
  ['Scheduled with what cannot be an id', 'Scheduled|\u00e9', [a], [unclear], scheduled],
  ['Scheduled with more behind it', `Scheduled|${id}|${A}`, [a], [unclear], scheduled],
  ['Scheduled among tuples', `Scheduled|${id},1701|${A}|x1`, [a, b], ['x1', unclear], scheduled],
  ['not Scheduled', 'Not Scheduled|4711', [a], [unclear], scheduled],
  ['a scheduled message accepted by 1701', `1701|${A}|x1,1706|${B}`, [a, b], ['x1', invalid], scheduled],
  ['a scheduled message refused', '1707', [a], [refused('invalid-sender', 1707)], scheduled],
]

const bare: readonly Row[] = [
  ['1701 alone accepts nobody', '1701', [a], [unclearCode(1701)]],
  ['1701 alone accepts nobody of several', '1701', [a, b], [unclearCode(1701), unclearCode(1701)]],
  ['a code alone, unproven, for one', '1706', [a], [invalid], cut],
  ['a code alone, unproven, for several: it may begin a list', '1706', [a, b], [unclear, unclear], cut],
  ['1, proven', '1', [a], [smpp(1, 'ESME_RINVMSGLEN')]],
  ['1, unproven: the beginning of 1701', '1', [a], [unclear], cut],
  ['17, proven', '17', [a], [smpp(17, 'ESME_RCANCELFAIL')]],
  ['17, unproven: the beginning of 1701', '17', [a], [unclear], cut],
  ['170, unproven', '170', [a], [unclear], cut],
  ['171, unproven: the beginning of 1710 and 1715', '171', [a], [unclear], cut],
  ['16, unproven: perhaps the beginning of 1699', '16', [a], [unclear], cut],
  ['99, unproven: perhaps the beginning of 9999', '99', [a], [unclear], cut],
  ['2 and 20, unproven: perhaps the beginning of "200 OK"', '20', [a], [unclear], cut],
  ['a code with a comma, unproven: it begins a list', '1706,', [a], [unclear], cut],
  ['a code with a pipe, unproven: it begins a tuple', '1706|', [a], [unclear], cut],
  ['16 in a line, unproven', '16\n', [a], [unclear], cut],
  ['a code alone with a comma', '1703,', [a], [refused('upstream-credentials-invalid', 1703)]],
  ['a code alone with a pipe', '1703|', [a], [refused('upstream-credentials-invalid', 1703)]],
  [
    'a code alone with pipes and a line end',
    '1703||\r\n',
    [a, b],
    [refused('upstream-credentials-invalid', 1703), refused('upstream-credentials-invalid', 1703)],
  ],
  ['a code alone before a line break of HTML', '1703<br>', [a], [refused('upstream-credentials-invalid', 1703)]],
  ['two codes', '1703,1706', [a, b], [unclear, unclear]],
  ['a code among tuples', `1701|${A},1777|,`, [a, b], [true, unclear]],
  ['an unknown code', '1999', [a], [unclearCode(1999)]],
  ['an unknown code of three digits', '999', [a], [unclearCode(999)]],
  ['a gap in the table of SMPP', '9', [a], [unclearCode(9)]],
  ['zero, which is ESME_ROK', '0', [a], [unclear]],
  ['zero for a number', `0|${A}`, [a], [unclear]],
  ['four zeros', `0000|${A}`, [a], [unclear]],
  ['a leading zero', '01706', [a], [unclear]],
  ['a leading zero before a refusal', `088|${A}`, [a], [unclear]],
  ['a leading zero before 1701', `01701|${A}|x1`, [a], [unclear]],
  ['five digits', '17061', [a], [unclear]],
  ['a sign', '-1706', [a], [unclear]],
  ['a fraction', '1706.0', [a], [unclear]],
  ['another base', '0x6AA', [a], [unclear]],
  ['an unknown code for a number', `1999|${A}`, [a], [unclearCode(1999)]],
]

const unreadable: readonly Row[] = [
  ['nothing', '', [a, b], [unclear, unclear]],
  ['white space', ' \r\n\t', [a], [unclear]],
  ['free text', 'Your message has been queued for delivery.', [a], [unclear]],
  ['1701 in a text', 'Error 1701 occurred', [a], [unclear]],
  ['a whole tuple in a text', `Status: 1701|${A}|x1`, [a], [unclear]],
  ['a whole tuple between commas of a text', `Dear user,1701|${A}|x1,thanks`, [a, b], ['x1', unclear]],
  ['HTML', `<html><body>1701|${A}|x1</body></html>`, [a], [unclear]],
  ['HTML in lines, one of them a tuple', `<html>\n<body>\n1701|${A}|x1\n</body></html>`, [a], [unclear]],
  ['HTML with line breaks around a tuple', `<p>Hello<br>1701|${A}|x1<br>`, [a], [unclear]],
  ['HTML with a tuple between commas', `<p>Dear user,1701|${A}|x1,thanks</p>`, [a], [unclear]],
  ['a refusal in a page', `<!DOCTYPE html>\n1706|${A}|0\n`, [a], [unclear]],
  ['a page behind a byte order mark', `\ufeff<html>\n1701|${A}|x1\n`, [a], [unclear]],
  ['JSON in lines, one of them a tuple', `{\n1701|${A}|x1\n}`, [a], [unclear]],
  ['a list in JSON', `[\n1701|${A}|x1,\n1706|${B}\n]`, [a, b], [unclear, unclear]],
  ['JSON', JSON.stringify({ status: 1701, to: A }), [a], [unclear]],
  ['JSON with a tuple', `["1701|${A}|x1"]`, [a], [unclear]],
  ['quotes', `"1701|${A}|x1"`, [a], [unclear]],
  ['a NUL', '\0', [a], [unclear]],
  ['a NUL inside a number', `1701|${A.slice(0, 4)}\0${A.slice(4)}|x1`, [a], [unclear]],
  ['a refusal with a fourth field', `1706|${A}|x1|x2`, [a], [unclear]],
  ['a refusal glued to an acceptance', `1706|${A}|1701|${A}|x1`, [a], [unclear]],
  ['a refusal with a NUL', `1706|${A}|0\0`, [a], [unclear]],
  ['a refusal with a page', `1706|${A}|${'<p>'.repeat(100)}`, [a], [unclear]],
  ['a refusal before a text', `1706|${A} has been refused`, [a], [unclear]],
  ['a refusal in the colon dialect', `1706|${A}:x1`, [a], [unclear]],
  ['a tuple for several numbers', `1701|${A};${B}|x1`, [a, b], [unclear, unclear]],
  ['commas only', ',,,', [a], [unclear]],
  ['another separator', `1701 ${A} x1`, [a], [unclear]],
  ['full-width digits', `１７０１|${A}|x1`, [a], [unclear]],
  ['a body of 256 KB of text', 'x'.repeat(262_144), [a], [unclear]],
  ['one refusal 14,000 times', `1706|${A},`.repeat(14_000), [a], [invalid]],
]

const separators: readonly Row[] = [
  ['a comma at the end', `1701|${A}|x1,`, [a], ['x1']],
  ['a comma at the end of what is left out', `1701|${A}|x1,`, [a, b], ['x1', missing]],
  ['a comma at the end of a refusal', `1706|${A},`, [a], [invalid]],
  ['a pipe and a comma', `1701|${A}|x1|,1706|${B}|0|,`, [a, b], ['x1', invalid]],
  ['blanks around pipes', `1701 | ${a} | x1 , 1706\t|\t${B}\t|\t0`, [a, b], ['x1', invalid]],
  ['blanks around the colon', `1701| ${A} : x1`, [a], ['x1']],
  ['lines', `1701|${A}|x1\n1706|${B}|0\n1701|${C}`, [a, b, c], ['x1', invalid, true]],
  ['lines that end with CRLF', `1701|${A}|x1\r\n1706|${B}\r\n`, [a, b], ['x1', invalid]],
  ['commas and line ends', `1701|${A}|x1,\n1706|${B},\r\n1701|${C}|x3,\n`, [a, b, c], ['x1', invalid, 'x3']],
  ['empty lines', `1701|${A}|x1\n\n\n1706|${B}`, [a, b], ['x1', invalid]],
  ['line breaks of HTML', `1701|${A}|x1<br>1706|${B}<br/>1701|${C}|x3<BR />`, [a, b, c], ['x1', invalid, 'x3']],
  ['line breaks of HTML in lines', `1701|${A}|x1<br>\r\n1706|${B}<br />\n`, [a, b], ['x1', invalid]],
  ['lines in another order', `1706|${B}\n1701|${A}|x1`, [a, b], ['x1', invalid]],
  ['lines of which one is missing', `1701|${A}|x1\n`, [a, b], ['x1', missing]],
  ['a page behind a list', `1701|${A}|x1\n<html><body>Bye</body></html>`, [a, b], ['x1', unclear]],
]

const opaqueIds: readonly Row[] = [
  [
    'every printable character but two',
    `1701|${A}|!"#$%&'()*+-./09:;<=>?@AZ[\\]^_\`az{}~`,
    [a],
    ['!"#$%&\'()*+-./09:;<=>?@AZ[\\]^_`az{}~'],
  ],
  ['a blank inside', `1701|${A}|x 1`, [a], ['x 1']],
  ['blanks around', `1701|${A}| x1 `, [a], ['x1']],
  ['256 characters', `1701|${A}|${'x'.repeat(256)}`, [a], ['x'.repeat(256)]],
  ['too long', `1701|${A}|${'x'.repeat(257)}`, [a], [true]],
  ['a replacement character', `1701|${A}|x\ufffd1`, [a], [true]],
  ['another script', `1701|${A}|رقم`, [a], [true]],
  ['a NUL', `1701|${A}|x1\0`, [a], [true]],
  ['a fourth field', `1701|${A}|x1|x2`, [a], [true]],
  ['in the colon dialect', `1701|${A}:x\ufffd1`, [a], [true]],
  ['one of several', `1701|${A}|\u00e9,1701|${B}|x2`, [a, b], [true, 'x2']],
  ['a tuple glued to the next', `1701|${A}|x11706|${B}`, [a, b], [true, unclear]],
  ['a semicolon between tuples', `1701|${A}|x1;1701|${B}|x2`, [a, b], [true, unclear]],
  ['a text behind a tuple', `1701|${A}|x1 has been sent`, [a], ['x1 has been sent']],
  ['no id, where the end is not proven', `1701|${A}|x\ufffd1`, [a], [unclear], cut],
  ['too long, where the end is not proven', `1701|${A}|${'x'.repeat(257)}`, [a], [unclear], cut],
]

const cuts: readonly Row[] = [
  ['inside the code', '170', [a, b], [unclear, unclear], cut],
  ['behind the code', '1701|', [a], [unclear], cut],
  ['inside the only number', `1701|${A.slice(0, 8)}`, [a], [unclear], cut],
  ['behind the number: it may be the beginning of a longer one', `1701|${A}`, [a], [unclear], cut],
  ['the same, refused', `1706|${A}`, [a], [unclear], cut],
  ['inside the number of a stray tuple', `1701|${A}|x1,1706|${B}`, [a, b], ['x1', unclear], cut],
  ['behind the separator of a number', `1701|${A}|`, [a], [true], cut],
  ['behind a colon', `1701|${A}:`, [a], [true], cut],
  ['behind the separator of a refused number', `1706|${A}|`, [a], [unclear], cut],
  ['inside the third field of a refusal', `1706|${A}|0`, [a], [unclear], cut],
  ['behind a comma: the refusal before it is whole', `1706|${A}|0,`, [a], [invalid], cut],
  ['behind a line end: the refusal before it is whole', `1706|${A}|0\r\n`, [a], [invalid], cut],
  ['inside a line end', `1706|${A}\r`, [a], [unclear], cut],
  ['inside a line break of HTML', `1706|${A}<b`, [a], [unclear], cut],
  ['behind a blank', `1706|${A} `, [a], [unclear], cut],
  ['inside the id', `1701|${A}|7d`, [a], ['7d'], cut],
  ['behind the comma', `1701|${A}|x1,`, [a, b], ['x1', missing], cut],
  ['inside the second number', `1701|${A}|x1,1701|${B.slice(0, 5)}`, [a, b], ['x1', unclear], cut],
  ['inside a longer number that was asked for as well', `1701|${A}`, [a, a1], [unclear, unclear], cut],
  ['the same, the longer one first', `1701|${A}`, [a12, a], [unclear, unclear], cut],
  ['the same, refused', `1701|${A}12|x1,1706|${A}`, [a, a1, a12], [unclear, unclear, 'x1'], cut],
  ['the same, but a separator shows the end of the number', `1701|${A}|`, [a, a1], [true, missing], cut],
  ['the same, but another tuple follows', `1706|${A},1701|${A}1|x1`, [a, a1], [invalid, 'x1'], cut],
  ['the same, but the end is proven', `1701|${A}`, [a, a1], [true, missing]],
  [
    'inside a longer number, behind a tuple of the shorter one',
    `1701|${A}|x1,1706|${A}`,
    [a, a1],
    ['x1', unclear],
    cut,
  ],
]

const tables = {
  documented,
  notAvailable,
  foreign,
  contradictory,
  scheduledRows,
  bare,
  unreadable,
  separators,
  opaqueIds,
  cuts,
}

for (const [table, rows] of Object.entries(tables)) {
  t.test(`each answer says this and no more: ${table}`, async (t) => {
    for (const [name, text, asked, expected, { endProven = true, scheduled = false } = {}] of rows) {
      const results = asked.map((to, index) => resultOf(to, expected[index] as Expected))
      t.strictSame(readAnswer({ text, endProven }, asked, scheduled), results, name)
    }
  })
}

t.test('the answer to 1,000 destinations is read in any order', async (t) => {
  const asked = numbers(1_000)
  const tuples = asked.map((to, index) => (index % 3 === 0 ? `1706|${to}` : `1701|${to.slice(1)}|id-${index}`))
  const expected = asked.map((to, index) => resultOf(to, index % 3 === 0 ? invalid : `id-${index}`))
  for (const order of [tuples, tuples.toReversed(), tuples.toSorted()]) {
    t.strictSame(readAnswer({ text: `${order.join(',')}\n`, endProven: false }, asked, false), expected)
  }
})

function resultOf(to: string, expected: Expected): RecipientResult {
  if (expected === true) return { to, accepted: true }
  if (typeof expected === 'string') return { to, accepted: true, upstreamMessageId: expected }
  if ('code' in expected) return { to, accepted: false, failure: expected }
  const [upstreamMessageId = ''] = expected
  return { to, accepted: true, upstreamMessageId, upstreamMessageIds: expected }
}
