import type { ProblemKind } from '../schemas/problem-kind.ts'

// Links are relative, so a proxy's prefix does not matter.

/** The page of the whole catalogue. */
export function formatProblemList(problems: readonly ProblemKind[]): string {
  const rows = problems.map(
    ({ code, status, title, outcome, resend }) =>
      `<tr><td><a href="problems/${code}"><code>${code}</code></a></td><td>${status}</td><td>${escapeHtml(title)}</td>` +
      `<td>${outcome ?? ''}</td><td>${resend ?? ''}</td></tr>`,
  )
  return formatPage(
    'Problems',
    `<p>Every error of this service is one of these. For a recipient, <em>outcome</em> says what is known and
<em>resend</em> whether the message may be sent to it again.</p>
<table><thead><tr><th>code</th><th>HTTP</th><th>what it says</th><th>outcome</th><th>resend</th></tr></thead>
<tbody>${rows.join('\n')}</tbody></table>`,
  )
}

/** The page of one problem, with a link to the API documentation if that is served. */
export function formatProblemPage(
  { code, status, title, description, advice, outcome, resend }: ProblemKind,
  docs: boolean,
): string {
  const known = outcome === undefined ? '' : `<dt>Outcome of the recipient</dt><dd>${outcome}</dd>`
  const again = resend === undefined ? '' : `<dt>May it be sent again?</dt><dd>${resend}</dd>`
  return formatPage(
    title,
    `<p><code>${code}</code>, HTTP ${status}</p>
<dl><dt>What has happened</dt><dd>${escapeHtml(description)}</dd>
<dt>What to do</dt><dd>${escapeHtml(advice)}</dd>${known}${again}</dl>
<p><a href="../../problems">All problems</a>${docs ? ' · <a href="../../docs/">The API</a>' : ''}</p>`,
  )
}

/** Allowed by its hash, so that no other inline style is. */
export const pageStyle = `
:root { color-scheme: light dark }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
table { border-collapse: collapse; width: 100% } th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid #8884 }
dt { font-weight: 600; margin-top: .8rem } dd { margin: 0 } code { font-size: .95em }
`

const formatPage = (title: string, content: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)} · bulksms-gateway</title>
<style>${pageStyle}</style></head><body><h1>${escapeHtml(title)}</h1>
${content}
</body></html>
`

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? character)
