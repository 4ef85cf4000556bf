import { readFileSync } from 'node:fs'
import { commands } from '../cli/commands.ts'
import { exits } from '../cli/exit-codes.ts'
import { formatHelp } from '../cli/help.ts'
import { magicNumbers } from '../sandbox/magic-numbers.ts'
import { problems, recipientProblemCodes } from '../src/messages/problems.ts'
import { type MetricRow, metrics } from '../src/observability/metrics/table.ts'
import { statusCodes } from '../src/upstream/status-codes.ts'

/** The documents that have generated tables. */
export const documentsWithTables = ['problems.md', 'sandbox.md', 'metrics.md', 'operator-tool.md'].map(
  (name) => new URL(`../docs/${name}`, import.meta.url),
)

/** The tables that stand in the source already, by the name of their place. */
const tables = {
  problems: formatProblems,
  'magic-numbers': formatMagicNumbers,
  metrics: formatMetrics,
  'tool-exits': formatToolExits,
  'tool-commands': formatToolCommands,
}

/** A document with its generated tables as the source says them. */
export function formatTables(file: URL): string {
  return Object.entries(tables).reduce(
    (text, [name, format]) => {
      const place = new RegExp(`(<!-- generated: ${name} -->\n)[^]*?(<!-- /generated -->)`)
      return text.replace(place, (_match, start, end) => `${start}${format()}${end}`)
    },
    readFileSync(file, 'utf8'),
  )
}

function formatProblems(): string {
  const rows = recipientProblemCodes.map((code) => {
    const { status, outcome, resend, advice } = problems[code]
    const smpp = code === 'smpp-error' ? 'other SMPP codes' : upstreamCodesOf(code)
    return [`\`${code}\``, smpp, String(status), outcome, resend, advice]
  })
  return formatTable(['`code`', 'upstream', 'HTTP', 'outcome', 'resend', 'what to do'], rows)
}

const upstreamCodesOf = (problem: string): string =>
  [...statusCodes.entries()]
    .filter(([, status]) => status.problem === problem)
    .map(([code]) => code)
    .sort((one, other) => one - other)
    .join(', ')

function formatMagicNumbers(): string {
  const rows = magicNumbers
    .filter(({ kind }) => kind !== 'code')
    .map(({ number, description, expected }) => [`\`${number}\``, description, expected])
  return formatTable(['number', 'what the sandbox does', 'outcome'], rows)
}

function formatMetrics(): string {
  const rows = Object.entries<MetricRow>(metrics).map(([name, { type, labels, help }]) => [
    `\`${name}\``,
    type,
    labels.map((label) => `\`${label}\``).join(', '),
    help,
  ])
  return formatTable(['metric', 'type', 'labels', ''], rows)
}

function formatToolExits(): string {
  const rows = Object.values(exits).map(({ code, meaning }) => [String(code), meaning])
  return formatTable(['exit code', 'meaning'], rows)
}

function formatToolCommands(): string {
  return commands.map((command) => `### ${command.name}\n\n\`\`\`text\n${formatHelp(command)}\n\`\`\`\n`).join('\n')
}

function formatTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => '---'), ...rows]
  return lines.map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |\n`).join('')
}
