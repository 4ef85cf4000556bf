import { readFileSync } from 'node:fs'
import t from 'tap'
import { formatSourceHash, sourceHashFile } from '../../clients/generators/files.ts'

t.test("the client's types and the collection for Postman were made of this openapi.json", async (t) => {
  const hint = 'run `npm run clients` and commit the result; `npm run test:clients` compares the files themselves'
  t.equal(readFileSync(sourceHashFile, 'utf8'), formatSourceHash(), hint)
})
