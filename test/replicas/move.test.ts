import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { createDirectory } from '../journal/open-sqlite.ts'
import { findPostgres, howToInstall, startPostgres } from '../support/postgres-server.ts'
import { createRawUpstream } from '../support/raw-upstream.ts'
import { createSite, databasePassword, message, post } from './gateways.ts'

t.setTimeout(240_000)

const bin = findPostgres()
if (bin === undefined) t.test('moving to a PostgreSQL server', { skip: howToInstall }, () => {})
else await testMove(bin)

/** Runs `npm run journal` without npm. */
async function journal(args: readonly string[]) {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../../scripts/journal.ts'), ...args])
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (output += chunk))
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (output += chunk))
  const [code] = await once(child, 'close')
  return { code, output }
}

async function testMove(bin: string): Promise<void> {
  const server = await startPostgres(bin)
  t.teardown(server.remove)

  t.test('a key used and a message unknown on SQLite are neither sent again on PostgreSQL', async (t) => {
    const { start, upstream, url } = await createSite(t, await server.createDatabase())
    const silent = await createRawUpstream()
    t.teardown(silent.close)
    const folder = createDirectory(t)
    const old = { DATABASE_URL: `sqlite:${folder}/gateway.db`, INSTALLATION_KEY_FILE: '' }
    const urlFile = `${folder}/url`
    writeFileSync(urlFile, `${url}\n`)

    // The GET of the second message is read, and never answered.
    silent.behave(({ reset }) => reset())
    const before = start(old)
    const first = await post(await before.listening(), message, { 'idempotency-key': 'a-key-that-moves' })
    t.equal(first.status, 201)
    before.child.kill('SIGTERM')
    t.equal(await before.ended, 0)
    const doubtful = { ...message, to: ['+213550000007'] }
    const beside = start({ ...old, UPSTREAM_URL: silent.origin })
    t.match(await post(await beside.listening(), doubtful), { status: 504, json: { code: 'outcome-unknown' } })

    const early = await journal(['copy', old.DATABASE_URL, '--to-file', urlFile])
    t.equal(early.code, 1)
    t.match(early.output, /Nothing was copied: .*another process has it open/)
    beside.child.kill('SIGTERM')
    t.equal(await beside.ended, 0)

    const trial = await journal(['copy', old.DATABASE_URL, url, '--trial'])
    t.match(trial, {
      code: 0,
      output: /messages: 2 rows copied, read back and equal\n[\s\S]*everything was taken back/,
    })
    const copied = await journal(['copy', old.DATABASE_URL, '--to-file', urlFile])
    t.match(copied, { code: 0, output: /idempotency_keys: 1 rows copied/ })
    t.match(copied.output, `${folder}/gateway.db.key as INSTALLATION_KEY_FILE`)
    const again = await journal(['copy', old.DATABASE_URL, url])
    t.match(again, { code: 1, output: /was copied to PostgreSQL/ })
    for (const { output } of [early, trial, copied, again]) t.notMatch(output, databasePassword)

    const refused = start(old)
    t.equal(await refused.ended, 1)
    t.match(refused.stderr(), /was copied to PostgreSQL, and does not know what was sent since/)

    const address = await start({ INSTALLATION_KEY_FILE: `${folder}/gateway.db.key` }).listening()
    const replay = await post(address, message, { 'idempotency-key': 'a-key-that-moves' })
    t.equal(replay.status, 201)
    t.equal(replay.json.id, first.json.id)
    t.equal(replay.headers.get('idempotent-replayed'), 'true')
    t.match(await post(address, doubtful), { status: 409, json: { code: 'possible-duplicate' } })
    t.equal(upstream.arrivalCount(), 1)
    t.equal(silent.requestCount, 1)
  })

  t.test('what is not a journal and a database is refused before anything is opened', async (t) => {
    for (const [args, reason] of [
      [[], /say copy, where from, and where to/],
      [['copy', 'sqlite:a.db'], /either a URL or --to-file/],
      [['copy', 'postgres://u:geheim-und-lang@h/d', 'postgres://h/d'], /<from> must be sqlite:/],
      [['copy', 'sqlite:a.db', 'mysql://u:geheim-und-lang@h/d'], /<to> must be /],
      [
        ['copy', 'sqlite:/nowhere/a.db', 'postgres://u:geheim-und-lang@127.0.0.1:1/d'],
        /The journal \/nowhere\/a.db does not exist/,
      ],
    ] as const) {
      const { code, output } = await journal(args)
      t.equal(code, 1)
      t.match(output, reason)
      t.notMatch(output, databasePassword)
    }
  })
}
