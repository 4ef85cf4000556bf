import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import t from 'tap'

const root = join(import.meta.dirname, '..')

type Source = {
  /** The path below the repository, without `src/`. */
  readonly file: string
  readonly text: string
  /** Paths of our own files, written as `file` is, and names of packages. Imports of types are among them. */
  readonly imports: readonly string[]
}

const nameOf = (path: string): string =>
  relative(root, path)
    .split(sep)
    .join('/')
    .replace(/^src\//, '')

const importsOf = (text: string): readonly string[] =>
  [...text.matchAll(/^(?:import|export)\b[^'"]*?\bfrom '([^']+)'|^import '([^']+)'|\bimport\(\s*'([^']+)'/gm)].map(
    ([, from, bare, dynamic]) => from ?? bare ?? dynamic ?? '',
  )

const readSources = (folder: string): readonly Source[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => {
      const path = join(entry.parentPath, entry.name)
      const text = readFileSync(path, 'utf8')
      const imports = importsOf(text).map((name) => (name.startsWith('.') ? nameOf(join(dirname(path), name)) : name))
      return { file: nameOf(path), text, imports }
    })

const sources = ['src', 'sandbox', 'forward', 'cli'].flatMap(readSources)
const harnesses = readSources('verify')

/**
 * What a folder, or a file outside of any, may import besides itself: the beginnings of paths, or whole names. The longest
 * folder that fits a file counts. Only `gateway.ts` may import everything.
 */
const allowed: Readonly<Record<string, readonly string[]>> = {
  'sms/': ['libphonenumber-js/min'],
  'json/': ['node:buffer'],
  'messages/': ['sms/', 'node:crypto'],
  'upstream/': ['messages/', 'sms/', 'logging/encoded-forms.ts', 'node:', 'undici', 'pino'],
  'journal/': ['messages/', 'sms/', 'node:'],
  // The tables of SQLite are not its concern; the rules that both journals share are in the folder above.
  'journal/postgres/': ['journal/', 'messages/', 'sms/', 'node:', 'pg'],
  'callers/': [
    ...['messages/', 'json/', 'config/secret-file.ts', 'node:', 'pino'],
    ...['@sinclair/typebox', '@sinclair/typebox/errors', '@sinclair/typebox/value'],
  ],
  'logging/': ['sms/', 'node:util', 'node:tty', 'pino'],
  'config/': ['messages/', 'sms/', 'upstream/', 'sandbox/settings.ts', 'node:'],
  'observability/': [
    ...['messages/', 'sms/', 'upstream/observer.ts', 'upstream/fault-causes.ts'],
    ...['node:', 'pino', 'prom-client', '@opentelemetry/'],
  ],
  'http/schemas/': ['messages/', 'sms/', '@sinclair/typebox'],
  'http/server/': [
    ...['http/schemas/', 'messages/', 'sms/', 'json/', 'config/loopback.ts'],
    ...['observability/requests.ts', 'observability/tracing/trace-parent.ts'],
    ...['node:', 'fastify', '@fastify/', 'ajv', 'pino'],
  ],
  'http/routes/': [
    ...['http/schemas/', 'http/server/', 'messages/', 'sms/', 'observability/metrics/exposition.ts'],
    ...['logging/ready-fields.ts', 'observability/requests.ts'],
    ...['node:', 'fastify', '@fastify/', 'pino', '@sinclair/typebox'],
  ],
  'http/': ['messages/', 'observability/metrics/exposition.ts', 'node:', 'pino'],
  'banner.ts': ['http/routes/health.ts'],
  'tick-shape.ts': ['node:'],
  'optional-parts.ts': ['config/', 'http/', 'observability/', 'sms/', 'pino'],
  'sandbox-parts.ts': ['config/', 'http/routes/', 'sandbox/', 'upstream/status-codes.ts', 'node:'],
  'report-parts.ts': [
    ...['config/', 'http/', 'logging/', 'messages/', 'observability/requests.ts', 'upstream/delivery-report.ts'],
    ...['node:', 'pino'],
  ],
  'replica-parts.ts': ['http/routes/health.ts', 'journal/replicas.ts', 'upstream/rate.ts'],
  'periodic-work.ts': ['journal/', 'messages/', 'upstream/descriptor-watch.ts', 'pino'],
  'upstream-parts.ts': ['sandbox-parts.ts', 'config/', 'upstream/', 'pino'],
  'main.ts': [
    ...['banner.ts', 'gateway.ts', 'config/', 'logging/', 'callers/caller-source.ts', 'messages/journal.ts'],
    ...['tick-shape.ts', 'node:', 'close-with-grace', 'pino'],
  ],
  'cli/': [
    ...['callers/', 'config/', 'logging/logger.ts', 'logging/printable.ts', 'main.ts', 'sandbox/server.ts'],
    ...['journal/inspect-journal.ts', 'journal/disk-sync.ts', 'messages/caller.ts', 'messages/idempotency.ts'],
    ...['sms/', 'node:'],
  ],
  'sandbox/': [
    ...['config/loopback.ts', 'config/setting.ts', 'config/setting-names.ts', 'upstream/status-codes.ts'],
    'messages/problems.ts',
    'node:',
  ],
  'forward/': [
    ...['config/loopback.ts', 'config/node-environment.ts', 'config/setting.ts', 'config/setting-names.ts'],
    ...['logging/logger.ts', 'journal/disk-sync.ts', 'node:', 'pino', 'standardwebhooks'],
  ],
}

const unitOf = (file: string): string | undefined =>
  Object.keys(allowed)
    .filter((unit) => file.startsWith(unit))
    .sort((one, other) => other.length - one.length)[0]

const isAllowed = (name: string, unit: string): boolean =>
  [unit, ...(allowed[unit] ?? [])].some((known) => name === known || (/[/:]$/.test(known) && name.startsWith(known)))

for (const [unit, names] of Object.entries(allowed)) {
  t.test(`${unit} imports nothing but itself and ${names.join(', ')}`, async (t) => {
    const inside = sources.filter(({ file }) => unitOf(file) === unit)
    t.ok(inside.length > 0, 'there are files to look at')
    for (const { file, imports } of inside) {
      t.strictSame(
        imports.filter((name) => !isAllowed(name, unit)),
        [],
        file,
      )
    }
    const used = inside.flatMap(({ imports }) => imports)
    t.strictSame(
      names.filter((known) => !used.some((name) => name === known || name.startsWith(known))),
      [],
      'every permission is used: remove these from the table',
    )
  })
}

t.test(
  'every file has a rule, but for gateway.ts, which wires the others and which only main.ts imports',
  async (t) => {
    t.strictSame(
      sources.map(({ file }) => file).filter((file) => unitOf(file) === undefined),
      ['gateway.ts'],
    )
    t.strictSame(
      sources.filter(({ imports }) => imports.includes('gateway.ts')).map(({ file }) => file),
      ['main.ts'],
    )
  },
)

t.test('only gateway.ts wires the application: tests, harnesses and scripts call createGateway', async (t) => {
  const importers = [...sources, ...harnesses, ...readSources('test'), ...readSources('scripts')]
    .filter(({ imports }) => imports.includes('http/app.ts'))
    .map(({ file }) => file)
  t.strictSame(importers, ['gateway.ts'])
})

t.test('nothing imports a program, but for the commands of the tool that run one', async (t) => {
  const isProgram = (name: string) => /(^|\/)(main|server)\.ts$/.test(name)
  const runners = ['cli/commands/serve.ts', 'cli/commands/sandbox.ts']
  for (const { file, imports } of [...sources, ...harnesses])
    t.equal(imports.filter(isProgram).length, runners.includes(file) ? 1 : 0, file)
})

t.test('the sandbox takes tables and readers of settings from the gateway, and what these need: no more', async (t) => {
  const bySource = new Map(sources.map((source) => [source.file, source]))
  const reached = new Set<string>()
  const follow = (file: string): void => {
    if (reached.has(file)) return
    reached.add(file)
    for (const name of bySource.get(file)?.imports ?? []) if (bySource.has(name)) follow(name)
  }
  for (const { file } of sources) if (file.startsWith('sandbox/')) follow(file)
  t.strictSame([...reached].filter((file) => !file.startsWith('sandbox/')).sort(), [
    'config/loopback.ts',
    'config/secret-file.ts',
    'config/setting-names.ts',
    'config/setting.ts',
    'messages/outcome-kinds.ts',
    'messages/problems.ts',
    'messages/problems/gateway-problems.ts',
    'messages/problems/problem-row.ts',
    'messages/problems/provider-problems.ts',
    'messages/problems/request-problems.ts',
    'upstream/smpp-status-names.ts',
    'upstream/status-codes.ts',
  ])
})

/** The cycles of a graph: for each edge that leads back, the way from its end to its beginning and back again. */
function findCycles(graph: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const cycles: string[] = []
  const done = new Set<string>()
  const way: string[] = []
  const visit = (file: string): void => {
    const start = way.indexOf(file)
    if (start >= 0) cycles.push([...way.slice(start), file].join(' → '))
    if (start >= 0 || done.has(file)) return
    way.push(file)
    for (const next of graph.get(file) ?? []) visit(next)
    way.pop()
    done.add(file)
  }
  for (const file of graph.keys()) visit(file)
  return cycles
}

t.test('a cycle is found from any starting point and for any kind of import', async (t) => {
  const text = [
    "import { a } from './a.ts'",
    "import type { B } from './b.ts'",
    "import {\n  c,\n  type C,\n} from './c.ts'",
    "import './d.ts'",
    "const e = await import('./e.ts')",
    "export type F = import('./f.ts').F",
  ].join('\n')
  const imports = importsOf(text)
  t.strictSame(imports, ['./a.ts', './b.ts', './c.ts', './d.ts', './e.ts', './f.ts'])
  const graph = { start: ['one', 'leaf'], one: ['two', 'leaf'], two: ['three'], three: ['one', 'three'], leaf: [] }
  t.strictSame(findCycles(new Map(Object.entries(graph))), ['one → two → three → one', 'three → three'])
})

t.test('no file imports itself over others, for a type or for a value', async (t) => {
  t.strictSame(findCycles(new Map([...sources, ...harnesses].map(({ file, imports }) => [file, imports]))), [])
})

t.test('the driver of PostgreSQL is loaded only with such a DATABASE_URL', async (t) => {
  // The copy of a journal is a program of its own.
  const isApart = (file: string) => /^journal\/(?:postgres|copy)\//.test(file)
  for (const { file, text, imports } of sources.filter((source) => !isApart(source.file))) {
    t.notMatch(text, /^import (?!type\b)[^'"]*?\bfrom '[^']*(?:\/postgres\/|'pg')[^']*'/m, file)
    t.notOk(
      imports.some((name) => name.startsWith('journal/copy/')),
      file,
    )
  }
})

t.test('there are no barrels, and no file exports what another one has', async (t) => {
  for (const { file, text } of [...sources, ...harnesses]) {
    t.notMatch(file, /(^|\/)index\.ts$/)
    t.notMatch(text, /^export\b[^'"]*?\bfrom '/m, file)
  }
})

/** What a route asks for, in its own words: it may not import the part that provides it. */
const namesOfBothSides = ['AnswerSamples', 'Credit']

t.test('no two files export the same name', async (t) => {
  const homes = new Map<string, string[]>()
  for (const { file, text } of sources.filter(({ file }) => !file.startsWith('sandbox/')))
    for (const [, name = ''] of text.matchAll(
      /^export (?:async )?(?:function\*?|const|let|type|interface|class) (\w+)/gm,
    ))
      homes.set(name, [...(homes.get(name) ?? []), file])
  t.ok(homes.size > 500)
  for (const [name, files] of homes)
    if (!namesOfBothSides.includes(name)) t.equal(files.length, 1, `${name} is exported by ${files.join(' and ')}`)
})

t.test('the environment is read in the programs, which hand it on', async (t) => {
  const readers = sources.filter(({ text }) =>
    /\bprocess\s*\.\s*env\b|\bprocess\[|\benv\b[^'"\n]*from 'node:process'/.test(text),
  )
  t.strictSame(readers.map(({ file }) => file).sort(), ['forward/main.ts', 'main.ts', 'sandbox/server.ts'])
  t.match(sources.find(({ file }) => file === 'cli/main.ts')?.text, /\{ env: environment \} = process$/m)
  for (const { text } of readers) {
    t.equal(text.match(/process\.env/g)?.length, 1)
    t.match(text, /\bread(Config|SandboxSettings|ForwardSettings)\(process\.env\b/)
  }
})

t.test('there are no default exports, no enums and no decorators', async (t) => {
  for (const { file, text } of [...sources, ...harnesses])
    t.notMatch(text, /^\s*(export default|(export )?(const )?enum |@[A-Z]\w*\()/m, file)
})

t.test('nothing repeats a GET: the retrying parts of undici and fetch are not used', async (t) => {
  for (const { file, text, imports } of sources) {
    t.notMatch(text, /\bRetryAgent\b|\bRetryHandler\b|\binterceptors\b|\.compose\(|(?<![.\w])fetch\(/, file)
    if (imports.includes('undici')) t.ok(file.startsWith('upstream/'), file)
  }
})
