import type { TSchema } from '@sinclair/typebox'
import t from 'tap'
import { ScheduleMessageSchema } from '../../../src/http/schemas/message-request.ts'
import { startGateway } from '../../support/gateway.ts'
import { createRawUpstream } from '../../support/raw-upstream.ts'

/**
 * For each field of a request two bodies that differ in it alone. `sent` says whether the upstream is to see the
 * difference; a field that stays here says why.
 */
const fields: Readonly<Record<string, { readonly bodies: readonly [object, object]; readonly stays?: string }>> = {
  to: { bodies: [{}, { to: ['+213550000002'] }] },
  from: { bodies: [{}, { from: 'OTHER' }] },
  text: { bodies: [{}, { text: 'another text' }] },
  encoding: { bodies: [{}, { encoding: 'ucs2' }] },
  flash: { bodies: [{}, { flash: true }] },
  deliveryReport: { bodies: [{}, { deliveryReport: false }] },
  maxSegments: { bodies: [{}, { maxSegments: 2 }], stays: 'a limit of ours' },
  reference: { bodies: [{}, { reference: 'order-42' }], stays: "the caller's own word" },
  acknowledgePossibleDuplicate: {
    bodies: [{}, { acknowledgePossibleDuplicate: '01a20300-6f5e-7a3b-8d0a-5b1f3c7d9e21' }],
    stays: 'opens the fence',
  },
  replace: { bodies: [{ text: 'It’s 5' }, { text: 'It’s 5', replace: 'lookalikes' }] },
  'wapPush.url': {
    bodies: [{ wapPush: { url: 'https://example.com/1' } }, { wapPush: { url: 'https://example.com/2' } }],
  },
  'template.entityId': { bodies: [{}, { template: { entityId: 'x' } }] },
  'template.templateId': { bodies: [{}, { template: { templateId: 'x' } }] },
  'template.telemarketerId': { bodies: [{}, { template: { telemarketerId: 'x' } }] },
  sendAt: { bodies: [{}, { sendAt: '2027-06-02T09:00:00Z' }] },
  'sendAtLocal.dateTime': { bodies: [local({}), local({ dateTime: '2027-06-02T09:00' })] },
  'sendAtLocal.timeZone': { bodies: [local({}), local({ timeZone: 'Asia/Kolkata' })] },
  'sendAtLocal.disambiguation': {
    bodies: [
      local({ dateTime: '2027-10-31T02:30', timeZone: 'Europe/Berlin', disambiguation: 'earlier' }),
      local({ dateTime: '2027-10-31T02:30', timeZone: 'Europe/Berlin', disambiguation: 'later' }),
    ],
  },
}

const plain = { to: ['+213550000001'], from: 'ACME', text: 'hello', sendAt: '2027-06-01T09:00:00Z' }

function local(changes: object): object {
  return { sendAt: undefined, sendAtLocal: { dateTime: '2027-06-01T09:00', timeZone: 'Africa/Algiers', ...changes } }
}

/** The names of all fields that a schema has, those of objects within it as `object.field`. */
function leavesOf(schema: TSchema, prefix = ''): readonly string[] {
  const properties: Readonly<Record<string, TSchema>> = schema['properties'] ?? {}
  return Object.entries(properties).flatMap(([name, property]) =>
    property['type'] === 'object' ? leavesOf(property, `${prefix}${name}.`) : [prefix + name],
  )
}

t.test('each field that a request may have reaches the upstream, or is named here with its reason', async (t) => {
  const server = await createRawUpstream()
  t.teardown(() => server.close())
  const gateway = await startGateway(t, {
    origin: server.origin,
    now: () => Temporal.Instant.from('2027-01-01T00:00Z'),
  })
  for (const field of leavesOf(ScheduleMessageSchema)) {
    const row = fields[field]
    if (row === undefined) {
      t.fail(
        `${field} is accepted by src/http/schemas/message-request.ts: say here, in two bodies, what it does. If it is sent, ` +
          'it belongs into src/messages/compose-message.ts and src/upstream/parameters.ts',
      )
      continue
    }
    const countBefore = server.requestCount
    for (const body of row.bodies) {
      const answer = await gateway.post('/scheduled-messages', { ...plain, ...body })
      t.equal(answer.status, 201, `${field}: ${answer.text}`)
    }
    const [one, other] = server.requests.slice(countBefore).map(({ line }) => line)
    t.equal(server.requestCount, countBefore + 2, field)
    if (row.stays === undefined) {
      t.not(
        other,
        one,
        `${field} is accepted and never sent: copy it in src/messages/compose-message.ts, read it in src/upstream/parameters.ts`,
      )
    } else t.equal(other, one, `${field} stays here: ${row.stays}`)
  }
  t.strictSame(
    Object.keys(fields).sort(),
    [...leavesOf(ScheduleMessageSchema)].sort(),
    'the table above has a row for each field, and no other',
  )
})
