import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { build, type Plugin } from 'esbuild'
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
const root = join(import.meta.dirname, '..')
const folder = resolve(root, folderName)
const packages = join(root, 'node_modules')
/** Files of pages, which are served as they are: they stay where their names lead. */
const filesOfPages: Readonly<Record<string, readonly string[]>> = {
  '@fastify/swagger-ui': ['package.json', 'index.js', 'static'],
  preact: ['package.json', 'dist/preact.mjs', 'hooks/dist/hooks.mjs'],
  htm: ['package.json', 'dist/htm.mjs'],
}

/** What a package finds beside its own files, it finds where the copy of them is, if there is one. */
const ownFolders: Plugin = {
  name: 'own-folders',
  setup({ onLoad }) {
    onLoad({ filter: /node_modules.*\.c?js$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8')
      if (!text.includes('__dirname')) return undefined
      const place = JSON.stringify(join('/node_modules', relative(packages, dirname(path))))
      return { contents: text.replaceAll('__dirname', `(bundleFolder + ${place})`), loader: 'js' }
    })
  },
}

const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: others.length > 0 ? given : shipped,
  outdir: folder,
  bundle: true,
  splitting: true,
  platform: 'node',
  target: 'node26',
  format: 'esm',
  // Names stay, and before each file a comment with its path, so that a stack still leads to the source.
  minify: false,
  // Packages in the older form ask for Node's modules by `require`.
  banner: {
    js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url), bundleFolder = import.meta.dirname;",
  },
  // `debug` takes it where there is one. It is here for the sake of development alone.
  external: ['supports-color'],
  plugins: [ownFolders],
  metafile: true,
  logLevel: 'warning',
})
const copied = Object.entries(filesOfPages).flatMap(([name, files]) => files.map((file) => join(name, file)))
for (const file of copied) cpSync(join(packages, file), join(folder, 'node_modules', file), { recursive: true })
const files = [
  ...Object.keys(metafile.inputs).map((file) => join(root, file)),
  ...copied.map((file) => join(packages, file)),
]
writeFileSync(join(folder, 'THIRD-PARTY.txt'), formatThirdParty(files))
