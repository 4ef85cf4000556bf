import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { bundlePrograms } from './bundling.ts'
import { formatThirdParty } from './third-party.ts'

/**
 * Writes the gateway, the sandbox, the forwarder and the tool with all they need into a folder, which has to lie beside
 * `package.json` and `console/`: what the image holds. A start then reads a dozen files and not 700.
 *
 *     node scripts/bundle.ts [dist [name=source.ts ...]]
 */
const [folderName = 'dist', ...others] = process.argv.slice(2)
const shipped = {
  main: 'src/main.ts',
  journal: 'scripts/journal.ts',
  'sandbox/server': 'sandbox/server.ts',
  'forward/main': 'forward/main.ts',
  cli: 'cli/main.ts',
}
/** Programs of a test, in place of those that are shipped. */
const given = Object.fromEntries(others.map((entry) => entry.split('=')))
const folder = resolve(import.meta.dirname, '..', folderName)

const files = await bundlePrograms(others.length > 0 ? given : shipped, folder)
writeFileSync(join(folder, 'THIRD-PARTY.txt'), formatThirdParty(files))
