import { get } from 'node:http'
import t from 'tap'
import {
  causeOfAnswer,
  causeOfError,
  faultCauses,
  isUnreadable,
  labelOfCause,
} from '../../src/upstream/fault-causes.ts'
import { endWith } from '../support/raw-upstream.ts'
import { startClient, startUpstream } from './start-client.ts'

const ok = 'HTTP/1.1 200 OK\r\n'

/** Answers that no parser of HTTP reads. */
const malformed: Record<string, string> = {
  'no HTTP at all': '220 mail.test ESMTP\r\n',
  'the alert of a TLS server': '\x15\x03\x01\x00\x02\x02\x46',
  'a version without a dot': 'HTTP/1-1 200 OK\r\n\r\n',
  'a version that does not exist': 'HTTP/9.9 200 OK\r\n\r\n',
  'a major version that is a letter': 'HTTP/x.1 200 OK\r\n\r\n',
  'a minor version that is a letter': 'HTTP/1.x 200 OK\r\n\r\n',
  'no space after the version': 'HTTP/1.1200 OK\r\n\r\n',
  'a status that is a word': 'HTTP/1.1 abc OK\r\n\r\n',
  'a status of four digits': 'HTTP/1.1 2000 OK\r\n\r\n',
  'a header with a space in its name': `${ok}bad header: 1\r\n\r\n`,
  'a header without a name': `${ok}: 1\r\n\r\n`,
  'a NUL in a header': `${ok}x: a\0b\r\n\r\n`,
  'a header value that ends in a bare LF': `${ok}x: a\ny: b\r\n\r\n`,
  'an empty length': `${ok}content-length:\r\n\r\n`,
  'a length that is a word': `${ok}content-length: many\r\n\r\n`,
  'a coding and then a length': `${ok}transfer-encoding: chunked\r\ncontent-length: 3\r\n\r\n`,
  'a chunk without a size': `${ok}transfer-encoding: chunked\r\n\r\nzz\r\n`,
  'a chunk size without end': `${ok}transfer-encoding: chunked\r\n\r\nfffffffffffffffff\r\n`,
  'a chunk that is longer than it says': `${ok}transfer-encoding: chunked\r\n\r\n1\r\nabc\r\n`,
}

/** What Node's own copy of llhttp calls it, which has the code that undici loses. */
function codeOfNode(origin: string): Promise<string> {
  return new Promise((resolve) => {
    const ended = (error: Error) => resolve((error as NodeJS.ErrnoException).code ?? error.message)
    get(`${origin}/?destination=1&message=node`, { agent: false }, (response) => {
      response
        .on('error', ended)
        .on('end', () => resolve('read'))
        .resume()
    }).on('error', ended)
  })
}

t.test('an answer that cannot be parsed is named by the reason code of llhttp', async (t) => {
  const server = await startUpstream(t)
  const client = startClient(t, server.origin)
  for (const [name, bytes] of Object.entries(malformed)) {
    server.behave(endWith(Buffer.from(bytes, 'latin1')))
    const expected = await codeOfNode(server.origin)
    await client.submit(name)
    const reason = client.events.at(-1)?.reason ?? ''
    t.match(expected, /^HPE_/, name)
    t.equal(reason, expected, name)
    t.equal(labelOfCause(reason), reason, 'it is a label of the metrics')
  }
  t.equal(server.requestCount, Object.keys(malformed).length * 2)
})

t.test('an error has one word, which is never its message', async (t) => {
  const named = (properties: object) => Object.assign(new Error('http://upstream.test:8080'), properties)
  const rows: readonly (readonly [error: Error, cause: string, label: string])[] = [
    [named({ code: 'ECONNREFUSED' }), 'ECONNREFUSED', 'ECONNREFUSED'],
    [named({ code: 'EMFILE' }), 'EMFILE', 'EMFILE'],
    [named({ code: 'CERT_HAS_EXPIRED' }), 'CERT_HAS_EXPIRED', 'tls'],
    [named({ code: 'SELF_SIGNED_CERT_IN_CHAIN' }), 'SELF_SIGNED_CERT_IN_CHAIN', 'tls'],
    [named({ code: 'ERR_SSL_WRONG_VERSION_NUMBER' }), 'ERR_SSL_WRONG_VERSION_NUMBER', 'tls'],
    [named({ code: 'PROXY_STATUS_407' }), 'PROXY_STATUS_407', 'proxy'],
    [named({ code: 'ENEW' }), 'ENEW', 'other'],
    [named({ code: 'UND_ERR_SOCKET' }), 'UND_ERR_SOCKET', 'UND_ERR_SOCKET'],
    [named({ code: 'UND_ERR_SOCKET', message: 'bad upgrade' }), 'unexpected-upgrade', 'unexpected-upgrade'],
    [named({ name: 'HTTPParserError', code: 'HPE_USER' }), 'HPE_USER', 'other'],
    [named({ name: 'HTTPParserError' }), 'HTTPParserError', 'HTTPParserError'],
    [named({ name: 'HTTPParserError', message: 'It broke (toString)' }), 'HTTPParserError', 'HTTPParserError'],
    [named({ name: 'TypeError' }), 'TypeError', 'other'],
  ]
  for (const [error, cause, label] of rows) {
    t.equal(causeOfError(error), cause)
    t.equal(labelOfCause(cause), label, cause)
  }
  t.equal(labelOfCause(causeOfAnswer(404, 'http-status')), 'http-404')
  t.equal(labelOfCause(causeOfAnswer(999, 'http-status')), 'http-other')
  t.equal(new Set(faultCauses).size, faultCauses.length, 'no label stands in the list twice')
})

t.test('invalid bytes are distinguished from a lost connection', async (t) => {
  const bytes = ['HPE_INVALID_CONSTANT', 'HTTPParserError', 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH', 'body-too-large']
  const lost = ['UND_ERR_SOCKET', 'ECONNRESET', 'answer-deadline', 'HPE_INVALID_EOF_STATE', 'EPIPE']
  t.strictSame([...bytes, ...lost].filter(isUnreadable), bytes)
})
