import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import t from 'tap'
import { tryRead } from '../../scripts/long-script.ts'

const root = join(import.meta.dirname, '..', '..')
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> }
const long = Object.keys(scripts).filter((name) => /^(?:test:|bench)/.test(name))

t.test('every long script has help under its own name', async (t) => {
  t.ok(long.length >= 12)
  for (const name of long) {
    const [, file = ''] = /\bnode (\S+)$/.exec(scripts[name] ?? '') ?? []
    const source = readFileSync(join(root, file), 'utf8')
    t.match(source, `readScriptOptions({\n  name: '${name}',`, `${file} reads its options with readScriptOptions`)
  }
})

t.test('--help explains a long script, and starts nothing', async (t) => {
  // All of them would take half a minute.
  for (const name of ['test:soak', 'bench:journal']) {
    const [, file = ''] = /\bnode (\S+)$/.exec(scripts[name] ?? '') ?? []
    const child = spawn(process.execPath, [join(root, file), '--help'], { stdio: ['ignore', 'pipe', 'inherit'] })
    const [[code], output] = await Promise.all([once(child, 'close'), text(child.stdout)])
    t.equal(code, 0, name)
    t.ok(output.startsWith(`usage: npm run ${name} -- [options]\n`), name)
  }
})

t.test('values are numbers where numbers are meant, and wrong ones are refused by name', async (t) => {
  const options = {
    rounds: { value: 'COUNT', number: true, default: '5', about: '' },
    only: { value: 'INDEX', number: true, about: '' },
    quick: { about: '' },
    folder: { value: 'FOLDER', default: '/tmp', about: '' },
  } as const
  const read = (...words: string[]) => tryRead({ name: 'bench', about: '', options }, words)
  t.strictSame(read(), { rounds: 5, only: undefined, quick: false, folder: '/tmp' })
  t.strictSame(read('--rounds', '7', '--quick'), { rounds: 7, only: undefined, quick: true, folder: '/tmp' })
  for (const wrong of ['x', '', '-1', '1e999', 'NaN']) t.match(read(`--rounds=${wrong}`), /^--rounds must be a number/)
  t.match(read('--round', '7'), /--round is not an option of bench; the nearest is --rounds/)
  t.match(read('7'), /bench takes no argument/)
  t.equal(read('--help'), '')
})
