/** What PostgreSQL's text cannot hold: NUL, and halves of surrogate pairs. */
const unfit = /\\u(?:0000|d[89a-f])/i

/** JSON for PostgreSQL. What its text cannot hold becomes U+FFFD; it comes from providers, not from callers. */
export function formatJson(value: unknown): string {
  const text = JSON.stringify(value)
  if (!unfit.test(text)) return text
  return JSON.stringify(value, (_name, part: unknown) =>
    typeof part === 'string' ? part.toWellFormed().replaceAll('\0', '\ufffd') : part,
  )
}
