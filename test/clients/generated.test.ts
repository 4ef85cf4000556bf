import { readdirSync, readFileSync } from 'node:fs'
import t from 'tap'
import { formatSourceHash, openapiFile, sourceHashFile } from '../../clients/generators/files.ts'

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')

t.test("the client's types and the collection for Postman were made of this openapi.json", async (t) => {
  const hint = 'run `npm run clients` and commit the result; `npm run test:clients` compares the files themselves'
  t.equal(readFileSync(sourceHashFile, 'utf8'), formatSourceHash(), hint)
})

t.test('docs/versioning.md names every value of the sets that stay, and components that exist', async (t) => {
  const { schemas } = JSON.parse(readFileSync(openapiFile, 'utf8')).components
  const rows = [...read('docs/versioning.md').matchAll(/^\| `(\w+)` \| (.*) \|$/gm)]
  t.ok(rows.length >= 2)
  for (const [, name = '', values = ''] of rows) {
    t.strictSame(values.match(/[a-z-]+/g), schemas[name].enum, name)
  }
})

t.test('the client knows nothing of the inside of the gateway', async (t) => {
  const source = new URL('../../clients/typescript/src/', import.meta.url)
  for (const name of readdirSync(source)) {
    const imports = [...readFileSync(new URL(name, source), 'utf8').matchAll(/\bfrom '([^']+)'/g)].map(
      ([, from]) => from,
    )
    for (const from of imports) t.match(from, /^\.\/[a-z]+\.ts$/, `${name} imports its own files only`)
  }
})
