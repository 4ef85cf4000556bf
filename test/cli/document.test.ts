import { readFileSync } from 'node:fs'
import t from 'tap'
import { clientSettings } from '../../cli/client/client-settings.ts'
import { commands } from '../../cli/commands.ts'
import { readConfig } from '../../src/config/config.ts'

const document = readFileSync(new URL('../../docs/operator-tool.md', import.meta.url), 'utf8')

t.test('every command but the two programs has an example with its output, and every setting a row', async (t) => {
  const examples = [...document.matchAll(/^\$ (?:\w+=\w+ )?npx bulksms-gateway (.*)$/gm)].map(([, words = '']) => words)
  for (const { name, isProgram } of commands)
    if (!isProgram)
      t.ok(
        examples.some((words) => `${words} `.startsWith(`${name} `)),
        `docs/operator-tool.md: ${name}`,
      )
  for (const name of Object.keys(clientSettings)) t.match(document, `| \`${name}\` |`)
})

t.test('a .env for compose or with settings of the tool is no fault of the gateway', async (t) => {
  const example = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8')
  const values = Object.fromEntries(
    [...example.matchAll(/^#? ?([A-Z_]+)=(.*)$/gm)].map(([, name, value]) => [name, value]),
  )
  // The files that it names are not here. What is commented out may be used as well.
  const others = Object.entries(values).filter(([name = '']) => !name.endsWith('_FILE'))
  const secrets = {
    UPSTREAM_USERNAME: 'orders',
    UPSTREAM_PASSWORD: 'correct horse',
    DELIVERY_REPORTS_SECRET: 'x'.repeat(32),
    API_KEYS_FILE: values['API_KEYS_FILE'],
  }
  const tool = { GATEWAY_URL: 'http://127.0.0.1:3000', GATEWAY_API_KEY_FILE: 'secrets/key' }
  t.strictSame(readFaults({ ...Object.fromEntries(others), ...secrets, ...tool }), [])
})

function readFaults(environment: Parameters<typeof readConfig>[0]): readonly string[] {
  const read = readConfig(environment)
  return read.ok ? [] : read.faults
}
