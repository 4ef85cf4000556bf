import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { arch } from 'node:os'
import { join } from 'node:path'
import { instructionCountPlugin } from '../tools.ts'

/** Counts the work of a program. Work of the kernel is not among the instructions. */
export type InstructionCounter = {
  /** What counts, with its version. */
  readonly name: string
  /** The command that runs another one while it is counted. */
  wrap(command: readonly string[], folder: string): readonly string[]
  /** All instructions of all threads so far. */
  read(folder: string): number
}

const emulators: Readonly<Record<string, string>> = { x64: 'qemu-x86_64', arm64: 'qemu-aarch64' }
const wordsPerThread = 8

/**
 * The emulator with our plugin, or why it cannot be used. An emulator and not the processor's own counters, which virtual
 * machines rarely have: its count does not depend on the machine or on what else it does.
 */
export function findInstructionCounter(): InstructionCounter | string {
  const emulator = emulators[arch()]
  if (emulator === undefined) return `there is no emulator for ${arch()}`
  const asked = spawnSync(emulator, ['-version'], { encoding: 'utf8' })
  if (asked.status !== 0) return `${emulator} is missing: apt-get install -y qemu-user`
  const [, version = '?'] = /version (\S+)/.exec(asked.stdout) ?? []
  const plugin = instructionCountPlugin()
  const fileOf = (folder: string) => join(folder, 'instructions')
  const wrap = (command: readonly string[], folder: string) => [
    emulator,
    '-plugin',
    `${plugin},counts=${fileOf(folder)}`,
    ...command,
  ]
  try {
    const [program = '', ...words] = wrap([process.execPath, '-e', ''], '/dev/shm')
    execFileSync(program, words, { stdio: ['ignore', 'ignore', 'pipe'] })
  } catch (error) {
    return `${emulator} ${version} does not run Node.js with the plugin: ${(error as Error).message.trim()}`
  }
  return {
    name: `instructions outside the kernel, counted by ${emulator} ${version}`,
    wrap,
    read(folder) {
      const { buffer, byteOffset, byteLength } = readFileSync(fileOf(folder))
      const counts = new BigUint64Array(buffer.slice(byteOffset, byteOffset + byteLength))
      return counts.reduce((sum, count, index) => (index % wordsPerThread === 0 ? sum + Number(count) : sum), 0)
    },
  }
}
