import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import t from 'tap'
import { formatReachableHost, isLoopback } from '../../src/config/loopback.ts'

t.test(
  'localhost and the loopback addresses are loopback, with or without brackets, and nothing else is',
  async (t) => {
    for (const name of ['localhost', '127.0.0.1', '127.1', '::1', '[::1]']) t.ok(isLoopback(name), name)
    for (const name of ['0.0.0.0', '::', '', '192.168.0.1', 'example']) t.notOk(isLoopback(name), name)
  },
)

t.test('a server is reached under the host that is formatted from the one it listens on', async (t) => {
  for (const [host, expected] of [
    ['0.0.0.0', '127.0.0.1'],
    ['::', '[::1]'],
    ['127.0.0.1', '127.0.0.1'],
    ['::1', '[::1]'],
    ['localhost', 'localhost'],
  ] as const) {
    t.equal(formatReachableHost(host), expected, host)
    const server = createServer((_request, response) => response.end(host))
    t.teardown(() => server.close())
    // Without IPv4, so that the family of the address matters.
    const listening = once(server, 'listening')
    server.listen({ host, port: 0, ipv6Only: host.includes(':') })
    const failure = await listening.then(
      () => undefined,
      ({ code }: NodeJS.ErrnoException) => code,
    )
    if (host.includes(':') && failure !== undefined) {
      t.comment(`this machine has no IPv6: ${failure}`)
      continue
    }
    const { port } = server.address() as AddressInfo
    t.equal(await (await fetch(`http://${expected}:${port}`)).text(), host)
  }
})
