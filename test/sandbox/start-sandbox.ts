import { createSandbox, type SandboxOptions } from '../../sandbox/create-sandbox.ts'
import { bodyOf, getBytes, type RawReply } from '../support/raw-client.ts'

/** The credential of every sandbox in the tests. */
export const credential = { username: 'alice', password: 'open&sesame' } as const

/** A submission that the document calls valid; a row of a test changes one thing in it. */
export const validParameters: Readonly<Record<string, string>> = {
  ...credential,
  type: '0',
  dlr: '1',
  destination: '+213550000001',
  source: 'ACME',
  message: 'hello',
}

export const encodeQuery = (parameters: Readonly<Record<string, string>>): string =>
  Object.entries(parameters)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&')

export const sendTarget = (changes: Readonly<Record<string, string>> = {}, path = '/bulksms/bulksms'): string =>
  `${path}?${encodeQuery({ ...validParameters, ...changes })}`

/** What a test needs of `t`: somewhere to leave the end of things. */
type Teardown = { teardown(act: () => Promise<void>): void }

/** A sandbox on a port of its own that ends with its test. `send` submits with changes and answers the raw bytes. */
export async function startSandbox(t: Teardown, options: Partial<SandboxOptions> = {}) {
  const sandbox = createSandbox({ ...credential, dialect: 'document', ...options })
  const { origin } = await sandbox.listen({ host: '127.0.0.1', port: 0 })
  t.teardown(() => sandbox.close())
  const send = (changes: Readonly<Record<string, string>> = {}, path?: string): Promise<RawReply> =>
    getBytes(origin, sendTarget(changes, path))
  const answerTo = async (changes: Readonly<Record<string, string>> = {}, path?: string): Promise<string> =>
    bodyOf(await send(changes, path))
  return { ...sandbox, origin, send, answerTo }
}
