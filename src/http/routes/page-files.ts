import { readdir, readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'

/** A static file, ready to be sent. */
export type PageFile = { readonly type: string; readonly bytes: Buffer }

export const mediaTypes: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
}

/**
 * Reads the files of a directory, by name, except those that no page uses. Kept as buffers, which all answers share: as
 * streams, unread answers would each hold a part of the file in memory, and the file open.
 */
export async function readPageFiles(directory: string): Promise<ReadonlyMap<string, PageFile>> {
  const files = new Map<string, PageFile>()
  for (const name of await readdir(directory)) {
    const type = mediaTypes[extname(name)]
    if (type !== undefined) files.set(name, { type, bytes: await readFile(join(directory, name)) })
  }
  return files
}
