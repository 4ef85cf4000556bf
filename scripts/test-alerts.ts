import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { readScriptOptions } from './long-script.ts'

readScriptOptions({
  name: 'test:alerts',
  about: "Checks the alert rules and runs their tests with Prometheus' own tool, which no package of npm has.",
  options: {},
})
const folder = join(import.meta.dirname, '..', 'deploy', 'observability')
const tests = readdirSync(folder).filter((file) => file.endsWith('.test.yml'))

for (const words of [
  ['check', 'rules', 'alerts.yml'],
  ['test', 'rules', ...tests],
  ['check', 'config', '--syntax-only', 'prometheus.yml'],
]) {
  const { status, error } = spawnSync('promtool', words, { cwd: folder, stdio: 'inherit' })
  if (error !== undefined) {
    process.stderr.write('promtool is missing: it comes with Prometheus (Debian: apt-get install prometheus)\n')
    process.exit(2)
  }
  if (status !== 0) process.exit(status ?? 1)
}
