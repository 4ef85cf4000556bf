import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import t from 'tap'

const root = join(import.meta.dirname, '..', 'src')

type Source = {
  readonly file: string
  readonly folder: string
  readonly text: string
  readonly imports: readonly string[]
}

/** Every source file by its path under `src/`, with what it imports: a path under `src/`, or a package's name. */
const sources: readonly Source[] = readdirSync(root, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
  .map((entry) => {
    const path = join(entry.parentPath, entry.name)
    const file = relative(root, path).split(sep).join('/')
    const text = readFileSync(path, 'utf8')
    const specifiers = [
      ...text.matchAll(/^(?:import|export)\b[^'"]*?\bfrom '([^']+)'|^import '([^']+)'|\bimport\('([^']+)'\)/gm),
    ]
    const imports = specifiers
      .map(([, from, bare, dynamic]) => from ?? bare ?? dynamic ?? '')
      .map((name) =>
        name.startsWith('.')
          ? relative(root, join(dirname(path), name))
              .split(sep)
              .join('/')
          : name,
      )
    const folder = file.includes('/') ? (file.split('/')[0] ?? '') : ''
    return { file, folder, text, imports }
  })

const isOurs = (name: string) => name.endsWith('.ts')

/** What reads bodies and secrets strictly does so for the keys' file as well. */
const keysFileReaders = ['http/schema-words.ts', 'http/strict-json.ts', 'secret-file.ts']

/** What reads settings, and has nothing to do with messages: the sandbox need not have another. */
const settingReaders = ['setting.ts', 'setting-names.ts']

/** What a folder may import: its own files, and these, as beginnings of paths or whole names of packages. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  domain: ['node:crypto'],
  http: ['domain/', 'node:', '@fastify/', '@sinclair/typebox', 'ajv', 'fastify', 'pino'],
  upstream: ['domain/', 'node:', 'undici'],
  callers: [
    'domain/',
    'node:',
    '@sinclair/typebox',
    '@sinclair/typebox/errors',
    '@sinclair/typebox/value',
    ...keysFileReaders,
  ],
  journal: ['domain/', 'node:'],
  sandbox: ['node:', 'upstream/status-codes.ts', ...settingReaders],
  metrics: [
    'domain/',
    'prom-client',
    'http/metrics.ts',
    'http/request-observer.ts',
    'upstream/fault-causes.ts',
    'upstream/observer.ts',
  ],
  tracing: ['domain/', 'node:', '@opentelemetry/', 'http/request-tracing.ts', 'http/trace-parent.ts'],
}

for (const [folder, names] of Object.entries(allowed)) {
  t.test(`src/${folder} imports nothing but itself and ${names.join(', ')}`, async (t) => {
    const inside = sources.filter((source) => source.folder === folder)
    t.ok(inside.length > 3, 'there are files to look at')
    for (const { file, imports } of inside) {
      const foreign = imports.filter(
        (name) =>
          !name.startsWith(`${folder}/`) &&
          !names.some((known) => name === known || (/[/:]$/.test(known) && name.startsWith(known))),
      )
      t.strictSame(foreign, [], file)
    }
  })
}

t.test('what the sandbox takes from the upstream brings nothing else with it but names', async (t) => {
  const bySource = new Map(sources.map((source) => [source.file, source]))
  const reached = new Set<string>()
  const follow = (file: string): void => {
    if (reached.has(file)) return
    reached.add(file)
    for (const name of bySource.get(file)?.imports.filter(isOurs) ?? []) follow(name)
  }
  follow('upstream/status-codes.ts')
  t.strictSame([...reached].filter((file) => !file.startsWith('domain/')).sort(), [
    'upstream/smpp-status-names.ts',
    'upstream/status-codes.ts',
  ])
})

t.test('every folder has a rule above, and there are no barrels', async (t) => {
  const folders = new Set(sources.map(({ folder }) => folder).filter(Boolean))
  t.strictSame([...folders].sort(), Object.keys(allowed).sort())
  t.strictSame(
    sources.filter(({ file }) => /(^|\/)index\.ts$/.test(file)),
    [],
  )
})

t.test('only gateway.ts sees everything, and only server.ts beside it sees the journal', async (t) => {
  // The settings of the sandbox are read with those of the gateway.
  const seen = ({ imports }: Source) => imports.filter((name) => isOurs(name) && name !== 'sandbox/settings.ts')
  const sees = (source: Source) => new Set(seen(source).map((name) => name.split('/')[0]))
  for (const source of sources) {
    const all = ['domain', 'sandbox', 'upstream'].every((folder) => sees(source).has(folder))
    t.equal(all, source.file === 'gateway.ts', source.file)
    if (sees(source).has('journal')) t.match(source.file, /^(gateway|server)\.ts$|^journal\//)
  }
  const importers = sources.filter(({ imports }) =>
    imports.some((name) => name === 'server.ts' || name.endsWith('/server.ts')),
  )
  t.strictSame(importers, [], 'and nothing imports a program')
})

t.test('the environment is read in two places, to which the programs hand it', async (t) => {
  const readers = sources.filter(({ text }) =>
    /\bprocess\s*\.\s*env\b|\bprocess\[|\benv\b[^'"\n]*from 'node:process'/.test(text),
  )
  t.strictSame(readers.map(({ file }) => file).sort(), ['sandbox/server.ts', 'server.ts'])
  for (const { text } of readers) t.equal(text.match(/process\.env/g)?.length, 1)
})

t.test('there are no default exports, no enums and no decorators', async (t) => {
  for (const { file, text } of sources)
    t.notMatch(text, /^\s*(export default|(export )?(const )?enum |@[A-Z]\w*\()/m, file)
})

t.test('nothing repeats a GET: no part of undici that would is named, and nobody calls fetch', async (t) => {
  for (const { file, text, imports } of sources) {
    t.notMatch(text, /\bRetryAgent\b|\bRetryHandler\b|\binterceptors\b|\.compose\(|(?<![.\w])fetch\(/, file)
    if (imports.includes('undici')) t.ok(file.startsWith('upstream/'), file)
  }
})
