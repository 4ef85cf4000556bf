import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'

const read = (file: string) => readFileSync(join(import.meta.dirname, '..', file), 'utf8')
const sections = [...read('CHANGELOG.md').matchAll(/^## (.*)$/gm)].map(([, title = '']) => title)
const release = /^\[(\d+\.\d+\.\d+)\] - \d{4}-\d{2}-\d{2}$/

t.test('the changelog begins with what is unreleased, followed by releases with a date', async (t) => {
  const [first, ...releases] = sections
  t.equal(first, '[Unreleased]')
  t.ok(releases.length > 0)
  for (const title of releases) t.match(title, release)
})

t.test('the version is that of the newest release, and the same everywhere', async (t) => {
  const version = release.exec(sections[1] ?? '')?.[1]
  for (const file of ['package.json', 'package-lock.json', 'clients/typescript/package.json'])
    t.equal(JSON.parse(read(file)).version, version, file)
  t.equal(JSON.parse(read('openapi/openapi.json')).info.version, version, 'openapi/openapi.json: npm run openapi')
  t.match(read('clients/typescript/README.md'), `-${version}.tgz`, 'clients/typescript/README.md')
  t.match(read('deploy/kubernetes/kustomization.yaml'), `newTag: ${version}`, 'deploy/kubernetes/kustomization.yaml')
})
