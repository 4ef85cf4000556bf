import { toPrintable } from '../src/logging/printable.ts'

/** Characters that take two columns in a terminal: East Asian scripts, and emoji. */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** The columns that a text takes: one or two for each character that a reader sees. */
export function columnsOf(text: string): number {
  let width = 0
  for (const { segment } of graphemes.segment(text)) width += wide.test(segment) ? 2 : 1
  return width
}

/** Aligned columns for a terminal. Cells may hold foreign text: what a terminal would obey is shown as an escape. */
export function formatColumns(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, ...rows].map((cells) => cells.map(toPrintable))
  const widths = head.map((_, column) => Math.max(...lines.map((cells) => columnsOf(cells[column] ?? ''))))
  return lines
    .map((cells) =>
      cells
        .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - columnsOf(cell)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
