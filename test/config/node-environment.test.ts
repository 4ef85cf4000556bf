import t from 'tap'
import { readConfig } from '../../src/config/config.ts'
import { checkNode } from '../../src/config/node-environment.ts'

const live = {
  UPSTREAM_URL: 'https://sms.example:8443',
  UPSTREAM_USERNAME: 'alice',
  UPSTREAM_PASSWORD: 'open&sesame',
  AUTH: 'off',
}

t.test('NODE_DEBUG may name nothing that prints the password', async (t) => {
  for (const value of [
    'http',
    'HTTP',
    'net,undici',
    'foo, tls',
    '*',
    'http2',
    'undici*',
    'fetch',
    'stream',
    'h*',
    'htt*',
    'ht*p',
    '*p',
    'foo,*',
  ]) {
    t.match(checkNode({ NODE_DEBUG: value }, []), [/^NODE_DEBUG must name none of/], value)
  }
  for (const value of ['', 'cluster', 'timer', 'module,timer']) t.strictSame(checkNode({ NODE_DEBUG: value }, []), [])
})

t.test('no option of Node may hand out memory, environment or traffic, wherever it is given', async (t) => {
  for (const option of [
    '--inspect',
    '--inspect=0.0.0.0:9229',
    '--inspect-brk',
    '--inspect_brk',
    '--heapsnapshot-signal=SIGUSR2',
    '--heapsnapshot-near-heap-limit=3',
    '--heap-prof',
    '--report-on-fatalerror',
    '--report_on_signal',
    '--tls-keylog=/tmp/keys',
    '--trace-tls',
    '--experimental-config-file=node.json',
    '--experimental-default-config-file',
  ]) {
    t.match(checkNode({}, [option]), [/^Node's command line must not have --/], option)
    t.match(checkNode({ NODE_OPTIONS: `--max-old-space-size=200  ${option}` }, []), [/^NODE_OPTIONS must not have --/])
  }
  const harmless = ['--max-old-space-size=200', '--watch', '--disable-sigusr1', '--import', 'data:text/javascript,x']
  t.strictSame(checkNode({ NODE_OPTIONS: harmless.join(' ') }, harmless), [])
})

t.test('NODE_OPTIONS is read as Node reads it, quotes and backslashes included', async (t) => {
  for (const option of [
    '"--inspect-port=1"',
    '"--heap\\-prof"',
    '--he"ap"-prof',
    '"-"-heap_prof',
    '""--heap-prof',
    '--title="a b" --heap-prof',
    '"--title=a\\" --x" "--\\heap-prof"',
  ]) {
    t.match(checkNode({ NODE_OPTIONS: option }, []), [/^NODE_OPTIONS must not have --/], option)
  }
  for (const option of [
    '"--title=a --heap-prof"',
    '--title="\\" --heap-prof"',
    '--title=--heap-prof',
    '--heap\\-prof',
  ]) {
    t.strictSame(checkNode({ NODE_OPTIONS: option }, []), [], option)
  }
})

t.test('the upstream cannot be talked to without knowing that it is the upstream', async (t) => {
  t.match(checkNode({ NODE_TLS_REJECT_UNAUTHORIZED: '0' }, []), [/^NODE_TLS_REJECT_UNAUTHORIZED must not be 0/])
  t.strictSame(checkNode({ NODE_TLS_REJECT_UNAUTHORIZED: '1', NODE_EXTRA_CA_CERTS: '/etc/ca.pem' }, []), [])
})

t.test('only live mode has anything to lose', async (t) => {
  const dangerous = { NODE_DEBUG: 'http', NODE_OPTIONS: '--report-on-signal', NODE_TLS_REJECT_UNAUTHORIZED: '0' }
  t.equal(readConfig(dangerous, ['--inspect']).ok, true)
  const read = readConfig({ ...live, ...dangerous }, ['--inspect'])
  t.equal(read.ok ? 0 : read.faults.length, 4)
})
