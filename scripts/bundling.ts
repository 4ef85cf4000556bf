import { cpSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { build, type Plugin } from 'esbuild'

const root = join(import.meta.dirname, '..')
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

/**
 * Bundles programs with all they need into a folder, which has to lie beside `package.json` and `console/`.
 *
 * @param entries sources by the names of the files that they become
 * @returns every file that went into it
 */
export async function bundlePrograms(
  entries: Readonly<Record<string, string>>,
  folder: string,
  plugins: readonly Plugin[] = [],
): Promise<readonly string[]> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: { ...entries },
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
    plugins: [...plugins, ownFolders],
    metafile: true,
    logLevel: 'warning',
  })
  const copied = Object.entries(filesOfPages).flatMap(([name, files]) => files.map((file) => join(name, file)))
  for (const file of copied) cpSync(join(packages, file), join(folder, 'node_modules', file), { recursive: true })
  return [
    ...Object.keys(metafile.inputs).map((file) => join(root, file)),
    ...copied.map((file) => join(packages, file)),
  ]
}
