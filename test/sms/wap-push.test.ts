import t from 'tap'
import { checkWapPushUrl } from '../../src/sms/wap-push.ts'

t.test('an absolute http or https URL of at most 1,000 characters is taken', async (t) => {
  const urls = [
    'http://example.com',
    'https://example.com/',
    'HTTPS://EXAMPLE.com:8443/a/b;c?d=e&f=%20#g',
    'http://192.0.2.1/x',
    'http://[2001:db8::1]:8080/',
    'https://example.com?mail=a@example.com',
    'https://example.com/@user',
    `http://example.com/${'a'.repeat(1000 - 19)}`,
  ]
  for (const url of urls) t.equal(checkWapPushUrl(url), undefined, url)
})

t.test('any other link is refused with what is expected', async (t) => {
  const rows: readonly [string, RegExp][] = [
    [`http://example.com/${'a'.repeat(1000 - 18)}`, /at most 1000/],
    ...[
      ...['', 'example.com', '/path', '//example.com', 'http:', 'http://', 'http:example.com', 'http:/example.com'],
      ...['http:///example.com', 'http:///user:word@example.com', 'http://?x', 'http://#x', 'http:\\\\example.com'],
      ...['ftp://example.com', 'javascript:alert(1)', 'data:text/html,x', 'tel:+213550000001', 'xhttp://example.com'],
      ...[
        ' http://example.com',
        'http://example.com ',
        'http://exam\tple.com',
        'http://example.com/\n',
        'http://a b.c',
      ],
      ...['http://exämple.com', 'http://example.com/ü', 'http://example.com/<x>', 'http://example.com/\0'],
      ...['http://:80', 'http://example.com:99999', 'http://[::1', 'http://%zz/'],
    ].map((url): [string, RegExp] => [url, /absolute http or https URL/]),
    ...['http://user@example.com', 'http://user:word@example.com/x', 'http://@example.com', 'https://a@b@c?d'].map(
      (url): [string, RegExp] => [url, /user name or password/],
    ),
  ]
  for (const [url, expected] of rows) t.match(checkWapPushUrl(url) ?? 'accepted', expected, JSON.stringify(url))
})
