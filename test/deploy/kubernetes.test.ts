import { readFileSync } from 'node:fs'
import t from 'tap'
import { readManifests } from '../../scripts/kubernetes-manifests.ts'
import { readConfig, settings } from '../../src/config.ts'

const manifests = readManifests()
const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
const dockerfile = read('Dockerfile')

/** What stands at a place of a manifest; everything there is text, a number, a list or an object. */
const at = (kind: string, ...place: readonly (string | number)[]): ReturnType<typeof JSON.parse> =>
  place.reduce(
    (value, key) => value?.[key],
    manifests.find((manifest) => manifest.kind === kind)?.content as ReturnType<typeof JSON.parse>,
  )
const pod = (...place: readonly (string | number)[]) => at('Deployment', 'spec', 'template', 'spec', ...place)
const container = (...place: readonly (string | number)[]) => pod('containers', 0, ...place)

/** The environment of the container, where a file that is mounted counts as one that holds something. */
const environment: Record<string, string> = {
  ...at('ConfigMap', 'data'),
  ...Object.fromEntries(container('env').map(({ name, value }: { name: string; value: string }) => [name, value])),
}

t.test('every variable is a setting of the gateway, or the file of a secret one', async (t) => {
  const known = Object.entries(settings).flatMap(([name, setting]) =>
    'secret' in setting ? [name, `${name}_FILE`] : [name],
  )
  for (const name of Object.keys(environment)) t.ok(known.includes(name), name)
})

t.test('the gateway starts live with these values, once the secret is there', async (t) => {
  const files = Object.entries(environment).filter(([name]) => name.endsWith('_FILE'))
  const secrets = at('Secret', 'stringData')
  const filled = files.map(([name, path]) => {
    const { mountPath } = container('volumeMounts').find(({ name }: { name: string }) => name === 'secrets')
    t.ok(path.startsWith(`${mountPath}/`), `${path} is mounted`)
    return [name.replace(/_FILE$/, ''), secrets[path.slice(mountPath.length + 1)]]
  })
  const others = Object.entries(environment).filter(([name]) => !name.endsWith('_FILE'))
  t.match(readConfig(Object.fromEntries([...others, ...filled])), { ok: true, config: { live: {} } })
})

t.test('a message under way is not cut off by the end of its pod', async (t) => {
  const timeoutMs = Number(environment['UPSTREAM_TIMEOUT_MS'])
  const graceMs = Number(/closeGraceMs = ([\d_]+)/.exec(read('src/server.ts'))?.[1]?.replaceAll('_', ''))
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
  t.strictSame(container('ports'), [{ name: 'http', containerPort: Number(/PORT=(\d+)/.exec(dockerfile)?.[1]) }])
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

t.test('the probes ask what is there, by the port that is served', async (t) => {
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

t.test('the network policy lets out to name servers and to the port of the upstream alone', async (t) => {
  const ports = at('NetworkPolicy', 'spec', 'egress').flatMap(({ ports }: { ports: { port: number }[] }) =>
    ports.map(({ port }) => port),
  )
  t.strictSame([...new Set(ports)], [53, Number(new URL(environment['UPSTREAM_URL'] ?? '').port)])
})

t.test('everything but the form for the secret is applied', async (t) => {
  const files = manifests.map(({ file }) => file).filter((file) => file !== 'kustomization.yaml')
  t.strictSame([...at('Kustomization', 'resources'), 'secret.example.yaml'].sort(), files.sort())
  t.match(at('Kustomization', 'images', 0), {
    name: container('image'),
    newTag: JSON.parse(read('package.json')).version,
  })
})
