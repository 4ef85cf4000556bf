import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { parseAllDocuments } from 'yaml'
import { readManifests, renderReplicas } from '../../scripts/kubernetes-manifests.ts'
import { readConfig } from '../../src/config/config.ts'

const root = new URL('../../', import.meta.url)
const rendered = renderReplicas()
type Value = ReturnType<typeof JSON.parse>
const contentOf = (kind: string, name = 'bulksms-gateway'): Value =>
  rendered
    .filter((one) => one.kind === kind)
    .map(({ content }): Value => content)
    .find(({ metadata }) => metadata?.name === name)
const deployment = contentOf('Deployment')
const container = deployment.spec.template.spec.containers[0]
const environment: Record<string, Value> = Object.fromEntries(
  container.env.map(({ name, value, valueFrom }: Value) => [name, value ?? valueFrom]),
)

const isMissing = spawnSync('kubectl', ['version', '--client'], { stdio: 'ignore' }).status !== 0
t.test(
  'kustomize renders what the tests and the check of the schemas look at',
  {
    skip: isMissing && 'kubectl is not installed; on Debian: apt-get install kubernetes-client',
  },
  async (t) => {
    const { stdout, stderr, status } = spawnSync('kubectl', ['kustomize', 'deploy/kubernetes-replicas'], {
      cwd: root,
      encoding: 'utf8',
    })
    t.equal(status, 0, stderr)
    const documents = parseAllDocuments(stdout, { version: '1.1' }).map((document): Value => document.toJS())
    t.notOk(documents.some(({ kind }) => kind === 'PersistentVolumeClaim'))
    for (const { kind, metadata, spec } of documents.filter(
      ({ kind }) => kind !== 'ConfigMap' && kind !== 'Namespace',
    )) {
      const expected = structuredClone(contentOf(kind, metadata.name).spec)
      if (kind === 'Deployment') expected.template.spec.containers[0].image = spec.template.spec.containers[0].image
      t.same(spec, expected, `${kind} ${metadata.name}`)
    }
  },
)

t.test('an update starts a new pod before it stops an old one, and a drained node takes one at a time', async (t) => {
  t.equal(deployment.spec.replicas, 2)
  t.strictSame(deployment.spec.strategy, { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } })
  t.match(container, {
    readinessProbe: { httpGet: { path: '/readyz' } },
    lifecycle: { preStop: { sleep: { seconds: 5 } } },
  })
  t.equal(contentOf('PodDisruptionBudget').spec.maxUnavailable, 1)
  const labels = deployment.spec.template.metadata.labels
  t.strictSame(contentOf('PodDisruptionBudget').spec.selector.matchLabels, labels)
  for (const { labelSelector } of deployment.spec.template.spec.topologySpreadConstraints)
    t.strictSame(labelSelector.matchLabels, labels)
})

t.test("the settings lead to PostgreSQL, with the files of one Secret and the pod's name", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'journal-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  const secret = readManifests('replicas').find(({ file }) => file === 'database-secret.example.yaml')?.content as Value
  const volume = deployment.spec.template.spec.volumes.find(({ name }: Value) => name === 'journal')
  const mount = container.volumeMounts.find(({ name }: Value) => name === 'journal')
  t.equal(volume.secret.secretName, secret.metadata.name)
  t.equal(volume.secret.defaultMode, 0o440)
  writeFileSync(join(folder, 'database-url'), secret.stringData['database-url'])
  t.strictSame(environment['REPLICA_NAME'], { fieldRef: { fieldPath: 'metadata.name' } })
  const [, inImage = ''] = /DATABASE_URL=(\S+)/.exec(readFileSync(new URL('Dockerfile', root), 'utf8')) ?? []
  const given = {
    DATABASE_URL: inImage,
    ...environment,
    REPLICA_NAME: 'bulksms-gateway-6d5f9c7b8-x2x7p',
    DATABASE_URL_FILE: environment['DATABASE_URL_FILE'].replace(mount.mountPath, folder),
    INSTALLATION_KEY_FILE: environment['INSTALLATION_KEY_FILE'].replace(mount.mountPath, folder),
    ...{ UPSTREAM_USERNAME_FILE: '', UPSTREAM_PASSWORD_FILE: '', API_KEYS_FILE: '' },
  }
  t.match(readConfig(given), {
    ok: true,
    config: {
      journal: {
        url: secret.stringData['database-url'],
        replica: { keyFile: join(folder, 'installation-key'), name: given.REPLICA_NAME },
      },
    },
  })
})

t.test('the network policy lets out to the database as well, and everything is applied but the form', async (t) => {
  const ports = contentOf('NetworkPolicy').spec.egress.flatMap(({ ports }: Value) =>
    ports.map(({ port }: Value) => port),
  )
  t.strictSame([...new Set(ports)], [53, 8443, 5432])
  const own = readManifests('replicas')
  const kustomization = own.find(({ kind }) => kind === 'Kustomization')?.content as Value
  t.strictSame(
    own
      .map(({ file }) => file)
      .filter((file) => file !== 'kustomization.yaml')
      .sort(),
    [
      ...kustomization.resources.filter((file: string) => file.endsWith('.yaml')),
      'database-secret.example.yaml',
    ].sort(),
  )
})
