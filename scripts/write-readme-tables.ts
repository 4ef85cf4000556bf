import { writeFileSync } from 'node:fs'
import { formatTables, metricsFile, readmeFile } from './readme-tables.ts'

for (const file of [readmeFile, metricsFile]) writeFileSync(file, formatTables(file))
