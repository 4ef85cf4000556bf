import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import t from 'tap'
import { settings } from '../src/config.ts'

const root = join(import.meta.dirname, '..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const guide = read('docs/operations.md')

t.test('the operations guide explains every setting, and no other', async (t) => {
  const section = guide.slice(guide.indexOf('\n## The settings'), guide.indexOf('\n## Capacity'))
  const heads = [...section.matchAll(/^\* ((?:`[A-Z_]+`(?:, )?)+):/gm)].map(([, names = '']) => names)
  const explained = heads.flatMap((names) => [...names.matchAll(/[A-Z_]+/g)].map(([name]) => name))
  t.strictSame(explained.sort(), Object.keys(settings).sort())
})

t.test('the log lines that the guide tells to watch are those of the source', async (t) => {
  const sources = ['src/server.ts', 'src/gateway.ts', 'src/http/error-handler.ts'].map(read).join('')
  const table = guide.slice(guide.indexOf('\n## Alerts'), guide.indexOf('\n## Upgrade'))
  const lines = [...table.matchAll(/^\| `([^`]+)`/gm)].map(([, line = '']) => line.replace(/ ?…$/, ''))
  t.ok(lines.length >= 5)
  for (const line of lines) t.ok(sources.includes(`'${line}`), line)
})

const pages = [
  'README.md',
  'SECURITY.md',
  'CONTRIBUTING.md',
  'docs/operations.md',
  'docs/proxies.md',
  'docs/never-twice.md',
]

for (const page of pages) {
  t.test(`the files that ${page} refers to are there`, async (t) => {
    const links = [...read(page).matchAll(/\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)/g)].map(([, path = '']) => path)
    for (const path of links) t.ok(existsSync(join(root, dirname(page), path)), path)
  })
}
