import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The resources of a run, released in reverse order at its end. */
export type Scope = {
  teardown(act: () => void | Promise<void>): void
  /** A new directory on the disk. */
  directory(): string
}

export async function withScope<T>(run: (scope: Scope) => Promise<T>): Promise<T> {
  const acts: (() => void | Promise<void>)[] = []
  const scope: Scope = {
    teardown: (act) => void acts.push(act),
    directory() {
      const path = mkdtempSync(join(tmpdir(), 'bulksms-durability-'))
      acts.push(() => rmSync(path, { recursive: true, force: true }))
      return path
    },
  }
  try {
    return await run(scope)
  } finally {
    for (const act of acts.reverse()) await act()
  }
}
