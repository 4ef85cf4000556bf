import t from 'tap'
import type { SendResult } from '../../src/messages/send-result.ts'
import { createRunningKeys } from '../../src/messages/twins.ts'
import { claimOf } from '../journal/entries.ts'
import { request } from '../journal/scripted-messages.ts'

const result: SendResult = { kind: 'refused', problem: 'request-in-progress' }

t.test('a key is in progress from hold to release, in its scope, and shares its result', async (t) => {
  const keys = createRunningKeys()
  const held = request()
  t.equal(keys.find(claimOf()), undefined)
  const release = keys.hold(claimOf(), held)
  const twin = keys.find(claimOf())
  t.same(twin?.fingerprint, claimOf().fingerprint)
  t.equal(twin?.request, held)
  // A separator inside a field must not merge two scopes.
  for (const other of [{ key: 'other' }, { caller: 'caller-on' }, { route: '' }, { caller: 'caller-one","messages' }]) {
    t.equal(keys.find(claimOf(other)), undefined)
  }
  release(result)
  t.equal(keys.find(claimOf()), undefined, 'at once')
  t.equal(await twin?.done, result)
})

t.test('a failed request releases its key, and its twins get no result', async (t) => {
  const keys = createRunningKeys()
  const release = keys.hold(claimOf(), request())
  const twin = keys.find(claimOf())
  release(undefined)
  t.equal(await twin?.done, undefined)
  t.equal(keys.find(claimOf()), undefined)
})
