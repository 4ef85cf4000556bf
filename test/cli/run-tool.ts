import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { PassThrough, Readable } from 'node:stream'
import { runTool } from '../../cli/run-tool.ts'

export type Run = { readonly exit: string; readonly output: string; readonly errors: string }

export type RunOptions = {
  readonly environment?: Readonly<Record<string, string>>
  /** Standard input; its lines answer questions where there is a terminal. */
  readonly input?: string | Buffer
  readonly isTerminal?: boolean
  readonly signal?: AbortSignal
  /** Called with all that has been written to standard error. */
  readonly onErrors?: (text: string) => void
}

/** Runs the tool in this process, with streams of its own. */
export async function run(words: readonly string[], options: RunOptions = {}): Promise<Run> {
  const { environment = {}, input = '', isTerminal = false, signal = new AbortController().signal, onErrors } = options
  const [output, errors] = [new PassThrough(), new PassThrough()]
  const texts = { output: '', errors: '' }
  output.setEncoding('utf8').on('data', (text: string) => {
    texts.output += text
  })
  errors.setEncoding('utf8').on('data', (text: string) => {
    texts.errors += text
    onErrors?.(texts.errors)
  })
  const terminal = { isTTY: isTerminal }
  const context = {
    environment,
    input: Object.assign(Readable.from(input === '' ? [] : [Buffer.from(input)], { objectMode: false }), terminal),
    output: Object.assign(output, terminal),
    errors: Object.assign(errors, terminal),
    interrupted: signal,
  }
  const exit = await runTool(context, words, '0.0.0')
  output.end()
  errors.end()
  await Promise.all([once(output, 'end'), once(errors, 'end')])
  return { exit, ...texts }
}

type Test = { teardown(act: () => unknown): void }

/** A way to a gateway on which answers to posted messages are lost: the connection closes when an answer begins. */
export async function startLossyWay(t: Test, origin: string, lostCount: number) {
  const { hostname, port } = new URL(origin)
  let left = lostCount
  let postCount = 0
  const server = createServer((client) => {
    const gateway = connect(Number(port), hostname)
    for (const socket of [client, gateway]) socket.on('error', () => socket.destroy())
    let isLost = false
    client.once('data', (bytes) => {
      if (!/^POST \/(?:scheduled-)?messages HTTP/.test(bytes.toString('latin1'))) return
      postCount++
      isLost = left-- > 0
    })
    client.pipe(gateway)
    gateway.on('data', (bytes) => (isLost ? client.destroy() : client.write(bytes)))
    gateway.on('close', () => client.destroy())
    client.on('close', () => gateway.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => server.close())
  return {
    url: `http://127.0.0.1:${(server.address() as { port: number }).port}`,
    /** The requests to send a message that went through. */
    postCount: () => postCount,
  }
}
