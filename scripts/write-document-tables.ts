import { writeFileSync } from 'node:fs'
import { documentsWithTables, formatTables } from './document-tables.ts'

for (const file of documentsWithTables) writeFileSync(file, formatTables(file))
