import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { readForwardSettings } from '../../forward/settings.ts'
import { readManifests } from '../../scripts/kubernetes-manifests.ts'
import { secrets as signingSecrets } from '../forward/servers.ts'

type Value = ReturnType<typeof JSON.parse>
const manifests = readManifests('forward')
const gateway = readManifests()
const contentOf = (of: typeof manifests, kind: string, name: string): Value =>
  of
    .filter((one) => one.kind === kind)
    .map(({ content }): Value => content)
    .find(({ metadata }) => metadata?.name === name)
const name = 'bulksms-gateway-forward'
const { spec } = contentOf(manifests, 'Deployment', name)
const pod = spec.template.spec
const [container] = pod.containers
const environment: Record<string, string> = Object.fromEntries(
  container.env.map(({ name, value }: { name: string; value: string }) => [name, value]),
)
const secret = contentOf(manifests, 'Secret', name)

t.test('the settings are complete with the files of the Secret, and the template alone is refused', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'forward-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  const mount = container.volumeMounts.find(({ name }: Value) => name === 'secrets')
  const volume = pod.volumes.find(({ name }: Value) => name === 'secrets')
  t.strictSame([volume.secret.secretName, volume.secret.defaultMode, mount.readOnly], [name, 0o440, true])
  const read = (files: Record<string, string>) => {
    for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text)
    return readForwardSettings(
      Object.fromEntries(
        Object.entries(environment).map(([name, value]) => [name, value.replace(mount.mountPath, folder)]),
      ),
    )
  }
  t.match(read(secret.stringData), { ok: false })
  const filled = { ...secret.stringData, 'signing-secret': signingSecrets[0], 'api-key': 'bsg_crm_0123456789' }
  const service = contentOf(gateway, 'Service', 'bulksms-gateway')
  t.equal(service.spec.ports[0].port, 80)
  t.match(read(filled), {
    ok: true,
    settings: { gatewayUrl: `http://${service.metadata.name}`, apiKey: 'bsg_crm_0123456789', folder: '/data' },
  })
})

t.test('it runs as the image and the compose file do, with no right that it does not need', async (t) => {
  const beside = contentOf(gateway, 'Deployment', 'bulksms-gateway').spec.template.spec
  t.strictSame(pod.securityContext, beside.securityContext)
  t.strictSame(container.securityContext, beside.containers[0].securityContext)
  t.equal(container.image, beside.containers[0].image)
  const compose = readFileSync(new URL('../../docker-compose.yml', import.meta.url), 'utf8')
  t.ok(compose.includes(`command: ${JSON.stringify(container.command).replaceAll(',', ', ')}`))
  t.ok(pod.terminationGracePeriodSeconds > 25, 'longer than FORWARD_TIMEOUT_MS may be')
})

t.test('there is one pod, and never two at a time', async (t) => {
  t.equal(spec.replicas, 1)
  t.strictSame(spec.strategy, { type: 'Recreate' })
  const claim = contentOf(manifests, 'PersistentVolumeClaim', name)
  t.strictSame(claim.spec.accessModes, ['ReadWriteOncePod'])
  t.equal(pod.volumes.find(({ name }: Value) => name === 'position').persistentVolumeClaim.claimName, name)
})

t.test('it reaches the gateway and the receiver alone, and the gateway admits it', async (t) => {
  const labels = spec.template.metadata.labels
  const gatewayLabels = contentOf(gateway, 'Deployment', 'bulksms-gateway').spec.selector.matchLabels
  const own = contentOf(manifests, 'NetworkPolicy', name).spec
  t.strictSame(own.podSelector.matchLabels, labels)
  t.strictSame(own.policyTypes, ['Ingress', 'Egress'])
  t.notOk('ingress' in own)
  t.strictSame(own.egress[1].to, [{ podSelector: { matchLabels: gatewayLabels } }])
  const ports = own.egress.flatMap(({ ports }: Value) => ports.map(({ port }: Value) => port))
  t.strictSame([...new Set(ports)], [53, 'http', 443])
  const admitting = contentOf(manifests, 'NetworkPolicy', 'bulksms-gateway-from-forward').spec
  t.strictSame(admitting.podSelector.matchLabels, gatewayLabels)
  t.strictSame(admitting.ingress, [{ from: [{ podSelector: { matchLabels: labels } }], ports: [{ port: 'http' }] }])
})

t.test('everything but the form for the Secret is applied, with the image of the gateway', async (t) => {
  const [{ content }] = manifests.filter(({ kind }) => kind === 'Kustomization') as unknown as [{ content: Value }]
  const files = manifests.map(({ file }) => file).filter((file) => file !== 'kustomization.yaml')
  t.strictSame([...content.resources, 'secret.example.yaml'].sort(), files.sort())
  const beside = gateway.find(({ kind }) => kind === 'Kustomization')?.content as Value
  t.strictSame([content.namespace, content.images], [beside.namespace, beside.images])
})
