import { readdir, readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'

/** A file as it is answered. */
export type PageFile = { readonly type: string; readonly bytes: Buffer }

const mediaTypes: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
}

/**
 * Reads the files of a directory, by their names; those that no page asks for are left out. As bytes in memory, which all
 * answers share: as streams, answers that nobody reads would each hold a part of the file, and the file open.
 */
export async function readPageFiles(directory: string): Promise<ReadonlyMap<string, PageFile>> {
  const files = new Map<string, PageFile>()
  for (const name of await readdir(directory)) {
    const type = mediaTypes[extname(name)]
    if (type !== undefined) files.set(name, { type, bytes: await readFile(join(directory, name)) })
  }
  return files
}
