import { readFileSync } from 'node:fs'
import t from 'tap'

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')

t.test('docs/decisions.md has a reason for every dependency', async (t) => {
  const { dependencies, devDependencies } = JSON.parse(read('package.json'))
  const table = read('docs/decisions.md').split('\n## Dependencies\n')[1] ?? ''
  const explained = [...table.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name)
  // A family that is released together has one reason.
  const isExplained = (name: string) => explained.includes(name) || explained.includes(name.replace(/\/.*/, '/*'))
  for (const name of Object.keys({ ...dependencies, ...devDependencies })) t.ok(isExplained(name), name)
})
