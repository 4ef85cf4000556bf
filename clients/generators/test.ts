import { execFile } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import newman from 'newman'
import t from 'tap'
import { readScriptOptions } from '../../scripts/long-script.ts'
import { startProcess } from '../../test/support/gateway-process.ts'
import { formatCollection } from './collection.ts'
import { collectionFile, formatSourceHash, openapiFile, sourceHashFile, typesFile } from './files.ts'
import { formatTypes } from './types.ts'
import type { Seen } from './uses/seen.ts'

// Not part of `npm test`, because the generators take half a minute to install.
readScriptOptions({
  name: 'test:clients',
  about: 'Runs generators of clients on openapi/openapi.json, and their clients against a gateway in sandbox mode.',
  options: {},
})
t.setTimeout(600_000)
const bin = join(import.meta.dirname, 'node_modules', '.bin')
const generated = join(import.meta.dirname, 'generated')

/** Runs a program of this folder, without the hooks of the test runner. */
const run = (name: string, ...rest: readonly string[]) =>
  promisify(execFile)('env', ['-u', 'NODE_OPTIONS', join(bin, name), ...rest], { cwd: import.meta.dirname })

const startSandbox = (t: Parameters<typeof startProcess>[0]) =>
  startProcess(t, { UPSTREAM_CREDIT_PATH: '/CreditCheck/checkcredits' }).listening()

const generators = {
  'openapi-fetch': ['openapi-typescript', openapiFile, '-o', join(generated, 'openapi-typescript.ts')],
  'hey-api': ['openapi-ts', '-i', openapiFile, '-o', join(generated, 'hey-api'), '--no-log-file'],
  orval: ['orval', '--input', openapiFile, '--output', join(generated, 'orval.ts'), '--client', 'fetch'],
} as const

t.test('what generators made of openapi.json is what is kept', async (t) => {
  const hint = 'run `npm run clients` and commit the result'
  t.equal(readFileSync(typesFile, 'utf8'), await formatTypes(), hint)
  t.equal(readFileSync(collectionFile, 'utf8'), await formatCollection(), hint)
  t.equal(readFileSync(sourceHashFile, 'utf8'), formatSourceHash(), hint)
})

t.test('three generators make clients that compile under strict and work', async (t) => {
  rmSync(generated, { recursive: true, force: true })
  for (const [name, ...rest] of Object.values(generators)) await run(name, ...rest)
  // Each file in uses/ has a send, a schedule, a list and a problem, and mistakes that must not compile.
  const compiled = await run('tsc', '-p', '.').catch((error: { stdout: string }) => error)
  t.equal(compiled.stdout, '')
  const address = await startSandbox(t)
  for (const name of Object.keys(generators)) {
    const outfile = join(generated, `${name}.mjs`)
    await build({
      entryPoints: [join(import.meta.dirname, 'uses', `${name}.ts`)],
      outfile,
      bundle: true,
      format: 'esm',
    })
    const { use } = (await import(outfile)) as { use(baseUrl: string): Promise<Seen> }
    const seen = await use(address)
    t.match(seen, { sent: 'accepted', problem: 'invalid-destination', why: 'rejected, after-correction' }, name)
    t.ok(Date.parse(seen.scheduled ?? '') > Date.now(), name)
    t.ok(seen.listed >= 2, name)
  }
})

t.test('every request of the Postman collection works as generated, twice', async (t) => {
  const address = await startSandbox(t)
  const collection = JSON.parse(readFileSync(collectionFile, 'utf8'))
  const operations = Object.values<object>(JSON.parse(readFileSync(openapiFile, 'utf8')).paths).flatMap(Object.keys)
  for (const round of ['first', 'second']) {
    const { run } = await new Promise<newman.Summary>((resolve, reject) =>
      newman.run({ collection, envVar: [{ key: 'baseUrl', value: address }] }, (error, summary) =>
        error ? reject(error) : resolve(summary),
      ),
    )
    // A request that a script makes is listed under the item of the script.
    const names = new Set(run.executions.map(({ item }) => item.name))
    t.equal(names.size, operations.length, `${round} round: each operation is requested`)
    for (const { item, response, assertions = [], requestError } of run.executions) {
      const isRight = requestError === undefined && assertions.length > 0 && assertions.every(({ error }) => !error)
      t.ok(isRight, `${item.name}: ${response?.code} ${isRight ? '' : response?.text()}`)
    }
    t.strictSame(run.failures, [])
  }
})
