import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import t from 'tap'
import { startProcess } from './support/gateway-process.ts'

const read = (file: string) => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8')
const run = promisify(execFile)

t.test(
  'the five commands of docs/delivery-reports.md show a message, its delivery, its event and a settled unknown',
  async (t) => {
    const page = read('docs/delivery-reports.md')
    const section = page.slice(page.indexOf('\n## Try it in five commands'), page.indexOf("\n## The sandbox's reports"))
    const [start, ...others] = [...section.matchAll(/```sh\n(.*?)\n```/gs)].map(([, command = '']) => command)
    t.equal(start, 'npm ci && npm start')
    t.equal(others.length, 4)

    // What `npm start` runs, on a free port and with an empty journal.
    const [, ...nodeArguments] = JSON.parse(read('package.json')).scripts.start.split(' ')
    // The command runs src/main.ts, as test/cli/program.test.ts shows.
    t.strictSame(nodeArguments.splice(-2), ['cli/main.ts', 'serve'])
    const address = await startProcess(t, {}, nodeArguments).listening()
    /** Runs a command as written, but for the address. @returns each JSON document that it printed */
    async function shell(command: string | undefined) {
      const { stdout } = await run('sh', ['-c', (command ?? '').replaceAll('http://127.0.0.1:3000', address)])
      return stdout.split(/(?<=\})(?=\{"messages":)/).map((text) => JSON.parse(text))
    }

    const [send, seeDelivery, sendUnknown, seeSettled] = others
    const [sent] = await shell(send)
    t.match(sent, { status: 'accepted', recipients: [{ to: '+213550000001', outcome: 'accepted' }] })
    const [first, messages] = await shell(seeDelivery)
    t.match(first, { events: [{ id: '1', type: 'recipient.delivered', messageId: sent.id }], next: '1' })
    t.match(messages, { messages: [{ id: sent.id, recipients: [{ delivery: { status: 'delivered' } }] }] })

    const [unknown] = await shell(sendUnknown)
    t.match(unknown, { code: 'outcome-unknown', resend: 'forbidden', recipients: [{ outcome: 'unknown' }] })
    const [second, list] = await shell(seeSettled)
    t.match(second.events[0], { id: '3', type: 'recipient.settled', messageId: unknown.id, outcome: 'accepted' })
    t.match(list.messages[0], {
      id: unknown.id,
      status: 'accepted',
      recipients: [
        { outcome: 'accepted', resolution: { reason: 'delivery-report', before: { code: 'outcome-unknown' } } },
      ],
    })
  },
)
