import t from 'tap'
import { createSandbox } from '../../sandbox/create-sandbox.ts'
import { exchangeBytes } from '../support/raw-client.ts'
import { credential, sendTarget } from './start-sandbox.ts'

const ask = async (port: string, start: string, host: string | undefined): Promise<string> => {
  const headers = host === undefined ? '' : `host: ${host}\r\n`
  const { text } = await exchangeBytes(`http://127.0.0.1:${port}`, `${start}\r\n${headers}connection: close\r\n\r\n`)
  return text.slice(0, 12)
}

t.test('a sandbox on loopback serves loopback names only, so that no web page reaches it by another one', async (t) => {
  const sandbox = createSandbox({ ...credential, dialect: 'document' })
  t.teardown(() => sandbox.close())
  const { port } = new URL((await sandbox.listen({ host: '127.0.0.1', port: 0 })).origin)
  for (const host of ['localhost', `LOCALHOST:${port}`, `127.0.0.1:${port}`, '127.1.2.3', `[::1]:${port}`])
    t.equal(await ask(port, 'GET /healthz HTTP/1.1', host), 'HTTP/1.1 200', host)
  t.equal(await ask(port, 'GET /healthz HTTP/1.0', undefined), 'HTTP/1.1 200', 'no browser leaves it out')
  for (const host of ['rebound.test', `rebound.test:${port}`, 'localhost.rebound.test', '127.0.0.1.rebound.test'])
    for (const start of [`GET ${sendTarget()} HTTP/1.1`, 'GET /inbox HTTP/1.1', 'DELETE /inbox HTTP/1.1'])
      t.equal(await ask(port, start, host), 'HTTP/1.1 421', `${host}: ${start}`)
  t.equal(sandbox.inbox.receivedCount(), 0)
})

t.test('a sandbox that other machines may reach serves every name, such as that of its container', async (t) => {
  const sandbox = createSandbox({ ...credential, dialect: 'document' })
  t.teardown(() => sandbox.close())
  const { port } = new URL((await sandbox.listen({ host: '0.0.0.0', port: 0 })).origin)
  t.equal(await ask(port, 'GET /healthz HTTP/1.1', 'sandbox:8080'), 'HTTP/1.1 200')
})
