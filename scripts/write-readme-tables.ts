import { writeFileSync } from 'node:fs'
import { formatReadme, readmeFile } from './readme-tables.ts'

writeFileSync(readmeFile, formatReadme())
