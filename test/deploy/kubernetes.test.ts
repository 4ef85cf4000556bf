import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { readManifests } from '../../scripts/kubernetes-manifests.ts'
import { readConfig } from '../../src/config/config.ts'
import { settings } from '../../src/config/gateway-settings.ts'
import { createKeyedCaller } from '../support/gateway.ts'
import { startProcess } from '../support/gateway-process.ts'

const manifests = readManifests()
const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
const dockerfile = read('Dockerfile')

type Value = ReturnType<typeof JSON.parse>

/** A value in one of several manifests of a kind. */
const atNamed = (kind: string, name: string, ...place: readonly (string | number)[]): Value =>
  place.reduce(
    (value, key) => value?.[key],
    manifests
      .filter((manifest) => manifest.kind === kind)
      .map(({ content }) => content as Value)
      .find(({ metadata }) => metadata?.name === name),
  )
/** A value in the manifest of the gateway: text, a number, a list or an object. */
const at = (kind: string, ...place: readonly (string | number)[]): Value =>
  atNamed(kind, names[kind] ?? 'bulksms-gateway', ...place)
/** Kinds whose only manifest has another name, or none. */
const names: Readonly<Record<string, string | undefined>> = { PersistentVolumeClaim: 'bulksms-gateway-journal' }
const kustomization = manifests.find(({ kind }) => kind === 'Kustomization')?.content as Value
const pod = (...place: readonly (string | number)[]) => at('Deployment', 'spec', 'template', 'spec', ...place)
const container = (...place: readonly (string | number)[]) => pod('containers', 0, ...place)

/** The environment of the container. */
const environment: Record<string, string> = {
  ...at('ConfigMap', 'data'),
  ...Object.fromEntries(container('env').map(({ name, value }: { name: string; value: string }) => [name, value])),
}

const reportSecret = 'bulksms-gateway-delivery-reports'
/** The variables that the Secret for delivery reports adds. */
const reportValues: Record<string, string> = atNamed('Secret', reportSecret, 'stringData')

t.test('every variable is a setting of the gateway, or the file of a secret one', async (t) => {
  const known = Object.entries(settings).flatMap(([name, setting]) =>
    'secret' in setting ? [name, `${name}_FILE`] : [name],
  )
  for (const name of Object.keys(environment)) t.ok(known.includes(name), name)
})

t.test('the gateway starts live with these values, and admits callers with a key of the secret', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'secret-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  const mount = container('volumeMounts').find(({ name }: { name: string }) => name === 'secrets')
  t.strictSame([mount.readOnly, mount.subPath], [true, undefined])
  const secrets: Record<string, string> = { ...at('Secret', 'stringData') }
  // The example's callers have no keys, so that no installation uses a published one.
  const { callers } = JSON.parse(secrets['keys.json'] ?? '')
  t.same(
    callers.flatMap(({ keys }: { keys: object[] }) => keys),
    [],
  )
  const { entry, headers } = createKeyedCaller(callers[0])
  secrets['keys.json'] = JSON.stringify({ callers: [entry, ...callers.slice(1)] })
  for (const [name, content] of Object.entries(secrets)) writeFileSync(join(folder, name), content)
  const values = Object.entries(environment).map(([name, value]) => [name, value.replace(mount.mountPath, folder)])

  const gateway = startProcess(t, { ...Object.fromEntries(values), METRICS_PORT: '0' })
  await gateway.listening()
  const lineOf = (msg: string) => gateway.logLines().find((line) => line['msg'] === msg)
  const listening = lineOf('listening')
  t.match(listening, { mode: 'live', authentication: 'keys' })
  const statusOf = async (address: unknown, headers: Record<string, string> = {}) =>
    (await fetch(String(address), { headers })).status
  t.equal(await statusOf(`${listening?.['address']}/messages`), 401)
  t.equal(await statusOf(`${listening?.['address']}/messages`, headers), 200)
  t.equal(await statusOf(lineOf('serving metrics')?.['address']), 200)
})

t.test('a message in progress is not cut off when its pod ends', async (t) => {
  const timeoutMs = Number(environment['UPSTREAM_TIMEOUT_MS'])
  const graceMs = Number(/closeGraceMs = ([\d_]+)/.exec(read('src/main.ts'))?.[1]?.replaceAll('_', ''))
  const preStopMs = container('lifecycle', 'preStop', 'sleep', 'seconds') * 1000
  t.ok(pod('terminationGracePeriodSeconds') * 1000 > preStopMs + timeoutMs + graceMs)
  t.ok(preStopMs >= 5_000)
})

t.test('there is one pod, and never two at a time', async (t) => {
  t.equal(at('Deployment', 'spec', 'replicas'), 1)
  t.strictSame(at('Deployment', 'spec', 'strategy'), { type: 'Recreate' })
  t.strictSame(at('PersistentVolumeClaim', 'spec', 'accessModes'), ['ReadWriteOncePod'])
})

t.test('user, port and journal are those of the image', async (t) => {
  const [, user, group] = /USER (\d+):(\d+)/.exec(dockerfile.slice(dockerfile.lastIndexOf('USER'))) ?? []
  t.match(pod('securityContext'), {
    runAsNonRoot: true,
    runAsUser: Number(user),
    runAsGroup: Number(group),
    fsGroup: Number(group),
    seccompProfile: { type: 'RuntimeDefault' },
  })
  t.strictSame(container('ports'), [
    { name: 'http', containerPort: Number(/PORT=(\d+)/.exec(dockerfile)?.[1]) },
    { name: 'metrics', containerPort: Number(environment['METRICS_PORT']) },
    { name: 'reports', containerPort: Number(reportValues['DELIVERY_REPORTS_PORT']) },
  ])
  const [, journal] = /DATABASE_URL=sqlite:(\S+)\/[^/\s]+/.exec(dockerfile) ?? []
  t.ok(container('volumeMounts').some(({ mountPath }: { mountPath: string }) => mountPath === journal))
})

t.test('the container has no right that it does not need', async (t) => {
  t.strictSame(container('securityContext'), {
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
  })
  t.equal(pod('automountServiceAccountToken'), false)
})

t.test('the probes use existing routes on the served port', async (t) => {
  for (const [probe, path] of [
    ['startupProbe', '/healthz'],
    ['livenessProbe', '/healthz'],
    ['readinessProbe', '/readyz'],
  ] as const) {
    t.strictSame(container(probe, 'httpGet'), { path, port: 'http' })
  }
  for (const port of [
    at('Service', 'spec', 'ports', 0, 'targetPort'),
    at('NetworkPolicy', 'spec', 'ingress', 0, 'ports', 0, 'port'),
  ])
    t.equal(port, 'http')
})

t.test('the metrics, which ask for no key, are for monitoring alone', async (t) => {
  t.match(at('Deployment', 'spec', 'template', 'metadata', 'annotations'), {
    'prometheus.io/port': environment['METRICS_PORT'],
  })
  const admitted = at('NetworkPolicy', 'spec', 'ingress').map(
    ({ from, ports }: { from: { namespaceSelector: { matchLabels: object } }[]; ports: { port: string }[] }) => [
      ports.map(({ port }) => port),
      from.map(({ namespaceSelector }) => Object.keys(namespaceSelector.matchLabels)),
    ],
  )
  t.strictSame(admitted, [
    [['http'], [['bulksms-gateway/client']]],
    [['metrics'], [['bulksms-gateway/monitoring']]],
    [['reports'], [['bulksms-gateway/delivery-reports']]],
  ])
  t.equal(at('Service', 'spec', 'ports').length, 1)
})

t.test(
  'delivery reports are an option: with their Secret they have a port of their own, without it there is none',
  async (t) => {
    t.strictSame(container('envFrom'), [
      { configMapRef: { name: 'bulksms-gateway' } },
      { secretRef: { name: reportSecret, optional: true } },
    ])
    for (const name of Object.keys(reportValues)) t.ok(Object.hasOwn(settings, name), name)
    t.strictSame(
      Object.keys(environment).filter((name) => name.startsWith('DELIVERY_REPORTS')),
      [],
      'nothing of it is set without the Secret',
    )
    const live = {
      UPSTREAM_URL: environment['UPSTREAM_URL'],
      UPSTREAM_USERNAME: 'u',
      UPSTREAM_PASSWORD: 'p',
      AUTH: 'off',
    }
    t.match(readConfig({ ...live, ...reportValues }), { ok: false }, 'the secret of the example is refused')
    const secret = 'a-secret-for-delivery-reports-0123456789'
    const read = readConfig({ ...live, ...reportValues, DELIVERY_REPORTS_SECRET: secret })
    t.match(read, { ok: true, config: { reports: { secrets: [secret], port: 9465 } } })
  },
)

t.test('the Service for delivery reports exposes their port and no other', async (t) => {
  const spec = atNamed('Service', 'bulksms-gateway-delivery-reports', 'spec')
  t.strictSame(spec.selector, at('Service', 'spec', 'selector'))
  t.strictSame(
    spec.ports.map(({ targetPort }: { targetPort: string }) => targetPort),
    ['reports'],
  )
})

t.test('the network policy lets out to name servers and to the port of the upstream alone', async (t) => {
  const ports = at('NetworkPolicy', 'spec', 'egress').flatMap(({ ports }: { ports: { port: number }[] }) =>
    ports.map(({ port }) => port),
  )
  t.strictSame([...new Set(ports)], [53, Number(new URL(environment['UPSTREAM_URL'] ?? '').port)])
})

t.test('everything but the forms for the secrets is applied', async (t) => {
  const files = manifests.map(({ file }) => file).filter((file) => file !== 'kustomization.yaml')
  const forms = ['secret.example.yaml', 'delivery-reports-secret.example.yaml']
  t.strictSame([...kustomization.resources, ...forms].sort(), files.sort())
  t.match(kustomization.images[0], {
    name: container('image'),
    newTag: JSON.parse(read('package.json')).version,
  })
})
