import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import t from 'tap'
import { settings } from '../src/config/gateway-settings.ts'

const root = join(import.meta.dirname, '..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const guide = read('docs/operations.md')

t.test('the operations guide explains every setting, and no other', async (t) => {
  const section = guide.slice(guide.indexOf('\n## The settings'), guide.indexOf('\n## Capacity'))
  const heads = [...section.matchAll(/^\* ((?:`[A-Z_]+`(?:, )?)+):/gm)].map(([, names = '']) => names)
  const explained = heads.flatMap((names) => [...names.matchAll(/[A-Z_]+/g)].map(([name]) => name))
  t.strictSame(
    explained.sort(),
    Object.keys(settings).sort(),
    'docs/operations.md, "The settings": a line that begins with * and the name of each setting',
  )
})

t.test('the log lines that the guide tells to watch are those of the source', async (t) => {
  const sources = [
    'src/main.ts',
    'src/gateway.ts',
    'src/periodic-work.ts',
    'src/upstream-parts.ts',
    'src/report-parts.ts',
    'src/callers/credentials.ts',
    'src/observability/event-log.ts',
    'src/observability/journal-log.ts',
    'src/upstream/descriptor-watch.ts',
    'src/http/server/error-handler.ts',
    'src/http/server/request-log.ts',
  ]
    .map(read)
    .join('')
  const table = guide.slice(guide.indexOf('\n## Alerts'), guide.indexOf('\n## Upgrade'))
  const lines = [...table.matchAll(/^\| `([^`]+)`/gm)].map(([, line = '']) => line.replace(/ ?…$/, ''))
  t.ok(lines.length >= 5)
  for (const line of lines) t.ok(sources.includes(`'${line}`), line)
})

const pages = [
  'README.md',
  'SECURITY.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'examples/README.md',
  'clients/typescript/README.md',
  ...readdirSync(join(root, 'docs')).map((file) => `docs/${file}`),
]
/** The names of npm scripts: those of the gateway, and those of the package of the client. */
const scripts = ['package.json', 'clients/typescript/package.json'].flatMap((file) =>
  Object.keys(JSON.parse(read(file)).scripts),
)

/** The anchors of a page, as GitHub makes them of its headings. */
const anchorsOf = (page: string): readonly string[] =>
  [...read(page).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )

for (const page of pages) {
  t.test(`the tests and scripts that ${page} tells to run are there`, async (t) => {
    const text = read(page).replaceAll(/\s+/g, ' ')
    for (const [, pattern = ''] of text.matchAll(/\btap ((?:test|verify)\/[\w.*/-]+)/g))
      t.ok(globSync(pattern, { cwd: root }).length > 0, pattern)
    for (const [command, name = ''] of text.matchAll(/\bnpm run (?:--silent )?([\w:-]*\w)(?![\w:-]| --prefix)/g))
      t.ok(scripts.includes(name), command)
  })

  t.test(`the files and headings that ${page} refers to are there`, async (t) => {
    for (const [, path = '', anchor] of read(page).matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)/g)) {
      const target = path === '' ? page : join(dirname(page), path)
      t.ok(existsSync(join(root, target)), path)
      if (anchor !== undefined) t.ok(anchorsOf(target).includes(anchor), `${path}#${anchor}`)
    }
  })
}
