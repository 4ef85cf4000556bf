import { EventEmitter, once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { followClientCertificate, readClientCertificate } from '../../src/config/client-certificate.ts'
import { createTestCertificate, type TestCertificate } from '../support/test-certificate.ts'

/** A watched pair of files, and the events about it. */
function follow(t: Test, first: TestCertificate, pollMs: number) {
  const directory = t.testdir({ cert: first.cert, key: first.key })
  const files = { cert: join(directory, 'cert'), key: join(directory, 'key') }
  const read = readClientCertificate(files)
  if (!read.ok) throw new Error(read.faults.join())
  const told = new EventEmitter()
  const loaded: string[] = []
  const faults: (readonly string[])[] = []
  const source = followClientCertificate(files, read.certificate, {
    pollMs,
    onLoaded({ cert }) {
      loaded.push(cert)
      told.emit('loaded')
    },
    onFaults(found) {
      faults.push(found)
      told.emit('faults')
    },
  })
  // The looks by themselves keep no process alive.
  const alive = setInterval(() => {}, 1_000)
  t.teardown(() => {
    clearInterval(alive)
    source.close()
  })
  return { source, loaded, faults, told, write: (name: 'cert' | 'key', pem: string) => writeFileSync(files[name], pem) }
}

const [first, second, third] = [createTestCertificate(), createTestCertificate(), createTestCertificate()]

t.test('a replaced certificate is loaded, and a pair that stays invalid is reported once', async (t) => {
  const { write, loaded, faults, told } = follow(t, first, 5)
  write('cert', second.cert)
  write('key', second.key)
  await once(told, 'loaded')
  t.strictSame(loaded, [second.cert])
  write('key', third.key)
  await once(told, 'faults')
  t.match(faults, [[/^UPSTREAM_CERT_FILE must begin with the certificate that belongs to UPSTREAM_KEY_FILE/]])
  write('cert', third.cert)
  await once(told, 'loaded')
  t.strictSame(loaded, [second.cert, third.cert])
  t.equal(faults.length, 1)
})

t.test('SIGHUP checks the files at once, and reports any fault', async (t) => {
  const { source, write, loaded, faults } = follow(t, first, 3_600_000)
  source.reload()
  t.strictSame([loaded, faults], [[], []], 'nothing has changed')
  write('key', second.key)
  source.reload()
  t.equal(faults.length, 1)
  t.strictSame(loaded, [])
  write('cert', second.cert)
  source.reload()
  t.strictSame(loaded, [second.cert])
  write('cert', createTestCertificate({ validTo: '250101000000Z' }).cert)
  source.reload()
  t.equal(faults.length, 2)
  t.strictSame(loaded, [second.cert], 'what was read before still counts')
})
