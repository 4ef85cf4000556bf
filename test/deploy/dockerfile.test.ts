import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'

const root = join(import.meta.dirname, '..', '..')
const read = (file: string): string => readFileSync(join(root, file), 'utf8')

/** A script and those that it imports. */
function withImports(file: string, known = new Set<string>()): ReadonlySet<string> {
  if (known.has(file)) return known
  known.add(file)
  for (const [, name] of read(file).matchAll(/from '\.\/([^']+)'/g)) withImports(`scripts/${name}`, known)
  return known
}

t.test('the image is built with every script that its bundle needs', async (t) => {
  const [, copied = ''] = /^COPY (.*) scripts\/$/m.exec(read('Dockerfile')) ?? []
  const sent = read('.dockerignore').split('\n')
  const needed = [...withImports('scripts/bundle.ts'), ...withImports('scripts/journal.ts')]
  t.ok(needed.length > 3)
  for (const file of needed) {
    t.ok(copied.split(' ').includes(file), `Dockerfile copies ${file}`)
    t.ok(sent.includes(`!${file}`), `.dockerignore lets ${file} through`)
  }
})
