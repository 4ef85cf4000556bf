import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { mediaTypes, type PageFile } from './page-files.ts'

/** The packages of the page, by the name of the file under which it imports them. */
const packages = { 'vendor/preact.js': 'preact', 'vendor/hooks.js': 'preact/hooks', 'vendor/htm.js': 'htm' } as const

const entry = 'index.html'

/** The console: its page, and the files that it names, by their path below `digest`. */
export type ConsoleFiles = {
  /** Of all files: another content has another address, so an address never changes its content. */
  readonly digest: string
  readonly page: PageFile
  readonly files: ReadonlyMap<string, PageFile>
}

/**
 * Reads the console. Only what is found here is served, so no request can name another file.
 *
 * @param directory the folder `console/`
 */
export async function readConsoleFiles(directory: string): Promise<ConsoleFiles> {
  const files = new Map<string, PageFile>()
  for (const name of (await readdir(directory, { recursive: true })).sort()) {
    const type = mediaTypes[extname(name)]
    if (type !== undefined && name !== entry) files.set(name, { type, bytes: await readFile(join(directory, name)) })
  }
  for (const [name, specifier] of Object.entries(packages)) {
    const text = await readFile(fileURLToPath(import.meta.resolve(specifier)), 'utf8')
    files.set(name, { type: 'text/javascript; charset=utf-8', bytes: Buffer.from(toBrowserModule(text)) })
  }
  const template = await readFile(join(directory, entry), 'utf8')
  const digest = digestOf([template, ...[...files].flatMap(([name, { bytes }]) => [name, bytes])])
  const page = template
    .replace('<!-- modules -->', formatPreloads([...files.keys()]))
    .replaceAll('"files/', `"console/${digest}/`)
  return { digest, page: { type: 'text/html; charset=utf-8', bytes: Buffer.from(page) }, files }
}

/** Browsers find a package by its address only; the maps of the sources are not served. */
const toBrowserModule = (text: string): string =>
  text.replaceAll(/from\s*"preact"/g, 'from "./preact.js"').replace(/^\/\/# sourceMappingURL=.*$/m, '')

/** All modules are fetched at once, and not each after the one that imports it. */
const formatPreloads = (names: readonly string[]): string =>
  names
    .filter((name) => name.endsWith('.js'))
    .map((name) => `<link rel="modulepreload" href="files/${name}">`)
    .join('\n')

function digestOf(parts: readonly (string | Buffer)[]): string {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part).update('\0')
  return hash.digest('hex').slice(0, 16)
}
