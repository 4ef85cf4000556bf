import { readdirSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'

/** The folder of the package to which a file belongs, or nothing for a file of ours. */
function packageOf(file: string): string | undefined {
  const parts = file.split(sep)
  const last = parts.lastIndexOf('node_modules')
  if (last === -1) return undefined
  return parts.slice(0, last + (parts[last + 1]?.startsWith('@') ? 3 : 2)).join(sep)
}

/**
 * The licences of the packages from which files come, one after the other: they have to travel with what is made of the files.
 *
 * @throws where a package says nothing of a licence
 */
export function formatThirdParty(files: readonly string[]): string {
  const folders = new Set(files.map(packageOf).filter((folder) => folder !== undefined))
  const notices = [...folders].map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    const texts = readdirSync(folder).filter((file) => /^(licen[cs]e|notice|copying)/i.test(file))
    if (typeof license !== 'string' && texts.length === 0) throw new Error(`${name} has no licence`)
    const lines = texts.map((file) => readFileSync(join(folder, file), 'utf8').trim())
    return [`${name} ${version} (${license})`, ...lines].join('\n\n')
  })
  return `${[...notices, swaggerUi(folders)].sort().join(`\n\n${'-'.repeat(80)}\n\n`)}\n`
}

/** The files of Swagger UI's page come with a package of another licence, which says nothing of theirs. */
function swaggerUi(folders: ReadonlySet<string>): string {
  const carrier = [...folders].find((folder) => folder.endsWith(join('@fastify', 'swagger-ui')))
  if (carrier === undefined) throw new Error('Swagger UI comes with another package than before')
  const { devDependencies } = JSON.parse(readFileSync(join(carrier, 'package.json'), 'utf8'))
  const { 'swagger-ui-dist': version } = devDependencies as Record<string, string>
  return `swagger-ui-dist ${version} (Apache-2.0)\n\nCopyright SmartBear Software Inc. Carried by @fastify/swagger-ui in its folder "static". The text of the licence\nstands above, with the packages of OpenTelemetry.`
}
