import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, statSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'

/** The tools that the benchmark needs, and their Debian packages. */
const packages = { wrk: 'wrk', taskset: 'util-linux', gcc: 'gcc libc6-dev' } as const
/** The tools of single contestants, which are left out without them, as the report states. */
const optionalPackages = { nginx: 'nginx', bearerbox: 'kannel', smsbox: 'kannel' } as const
export type OptionalTool = keyof typeof optionalPackages

const isInstalled = (tool: string): boolean => spawnSync('which', [tool]).status === 0

/** A description of the missing required tools. */
export const missingTools = (): readonly string[] => [
  ...Object.entries(packages)
    .filter(([tool]) => !isInstalled(tool))
    .map(([tool, name]) => `${tool} is missing: apt-get install -y ${name}`),
  ...(availableParallelism() < 2 ? ['a second core is missing: the load must not take from what is measured'] : []),
]

/** Why a contestant cannot take part; undefined if it can. */
export function whyWithout(tools: readonly OptionalTool[]): string | undefined {
  const missing = tools.find((tool) => !isInstalled(tool))
  return missing && `${missing} is missing: apt-get install -y ${optionalPackages[missing]}`
}

const nativeFolder = join(import.meta.dirname, 'native')
const builtFolder = join(import.meta.dirname, 'node_modules', '.native')

export type NativeProgram = 'upstream' | 'paced'

/** The path of a program of `bench/native/`, compiled if it is missing or older than its source. */
export const nativeProgram = (name: NativeProgram): string => compile(`${name}.c`, name, ['-O2'])

/** The path of the library that slows down fsync, for LD_PRELOAD. */
export const slowFsyncLibrary = (): string => compile('slow-fsync.c', 'slow-fsync.so', ['-O2', '-shared', '-fPIC'])

/** The path of the plugin that makes qemu-user count instructions. */
export const instructionCountPlugin = (): string =>
  compile('instruction-count.c', 'instruction-count.so', ['-O2', '-shared', '-fPIC'])

function compile(source: string, target: string, flags: readonly string[]): string {
  const [from, to] = [join(nativeFolder, source), join(builtFolder, target)]
  if (existsSync(to) && statSync(to).mtimeMs >= statSync(from).mtimeMs) return to
  mkdirSync(builtFolder, { recursive: true })
  execFileSync('gcc', ['-Wall', '-Wextra', ...flags, '-o', to, from], { stdio: ['ignore', 'inherit', 'inherit'] })
  return to
}

/** Installs the peers from the lockfile if they are missing or older than it. */
export function installPeers(): void {
  const folder = import.meta.dirname
  const installed = statSync(join(folder, 'node_modules', '.package-lock.json'), { throwIfNoEntry: false })
  if (installed && installed.mtimeMs >= statSync(join(folder, 'package-lock.json')).mtimeMs) return
  process.stderr.write('Installing the peers: npm ci --prefix bench\n')
  execFileSync('npm', ['ci', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}
