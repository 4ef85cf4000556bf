#!/usr/bin/env node
// Plain JavaScript that any Node.js can read, to say what is wrong with an old one. Runs the sources in a clone, and the bundle
// in the image and in an installed package.
import { existsSync } from 'node:fs'

const neededVersion = 26
if (Number(process.versions.node.split('.')[0]) < neededVersion) {
  process.stderr.write(
    `bulksms-gateway needs Node.js ${neededVersion} or newer, and this is ${process.version}. In a clone, npm scripts and npx have the right one.\n`,
  )
  process.exit(1)
}
const source = new URL('../cli/main.ts', import.meta.url)
await import(existsSync(source) ? source.href : new URL('../dist/cli.js', import.meta.url).href)
