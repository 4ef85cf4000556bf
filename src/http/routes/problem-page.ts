import type { ProblemKind } from '../schemas/problem-kind.ts'
import { escapeHtml, formatHtmlPage } from '../server/html-page.ts'

/** The groups of the catalogue, by whom a problem concerns and what a caller can do about it. */
const groups: readonly { readonly title: string; readonly intro: string; has(kind: ProblemKind): boolean }[] = [
  {
    title: 'The provider refused the recipient',
    intro: 'Nothing was sent to the recipient.',
    has: ({ outcome }) => outcome === 'rejected',
  },
  {
    title: 'Nobody knows whether the message was sent',
    intro: 'Never send it again: find out what happened, and settle the outcome.',
    has: ({ outcome }) => outcome === 'unknown',
  },
  {
    title: 'Nothing was submitted',
    intro: 'It is certain that the recipient got nothing.',
    has: ({ outcome }) => outcome === 'not-attempted',
  },
  {
    title: 'The request was refused',
    intro: 'The request itself is at fault, or the caller may not make it. Nothing was submitted.',
    has: ({ outcome, status }) => outcome === undefined && status < 500,
  },
  {
    title: 'The gateway could not answer',
    intro: 'The gateway, its account or the provider was not able to serve the request.',
    has: ({ outcome, status }) => outcome === undefined && status >= 500,
  },
]

/** The page of the whole catalogue. */
export function formatProblemList(problems: readonly ProblemKind[]): string {
  const sections = groups.map(({ title, intro, has }) => {
    const rows = problems.filter(has).map(formatRow)
    return rows.length === 0
      ? ''
      : `<h2>${title}</h2><p>${intro}</p>
<table><thead><tr><th>problem</th><th>what to do</th><th>HTTP</th><th>send again?</th><th>provider</th></tr></thead>
<tbody>${rows.join('\n')}</tbody></table>`
  })
  return formatHtmlPage(
    'Problems',
    `<p>Every error of this service is one of these. A recipient has an <em>outcome</em>, which says what is known, and
<em>resend</em>, which says whether the message may be sent to it again.</p>
${sections.join('\n')}`,
  )
}

const formatRow = ({
  code,
  status,
  title,
  advice,
  resend,
  upstreamCodes = [],
  magicNumbers = [],
}: ProblemKind): string =>
  `<tr><td><a href="problems/${code}"><code>${code}</code></a><small>${escapeHtml(title)}</small></td>` +
  `<td>${escapeHtml(advice)}</td><td data-label="HTTP">${status}</td><td data-label="Send again">${resend ?? ''}</td>` +
  `<td data-label="Provider">${upstreamCodes.join(', ')}${formatNumbers(magicNumbers, 1)}</td></tr>`

/** The page of one problem, with a link to the API documentation if that is served. */
export function formatProblemPage(kind: ProblemKind, docs: boolean): string {
  const { code, status, title, description, advice, outcome, resend, upstreamCodes = [], magicNumbers = [] } = kind
  const facts = [
    ['What has happened', escapeHtml(description)],
    ['What to do', escapeHtml(advice)],
    ['Outcome of the recipient', outcome],
    ['May it be sent again?', resend],
    ['Codes of the provider', upstreamCodes.join(', ')],
    ['Magic numbers of the sandbox', formatNumbers(magicNumbers, magicNumbers.length)],
  ].filter(([, value]) => value)
  return formatHtmlPage(
    title,
    `<p><code>${code}</code>, HTTP ${status}</p>
<dl>${facts.map(([name, value]) => `<dt>${name}</dt><dd>${value}</dd>`).join('\n')}</dl>
<p><a href="../problems">All problems</a>${docs ? ' · <a href="../docs/">The API</a> · <a href="../">The console</a>' : ''}</p>`,
  )
}

/** Numbers of the sandbox are digits after a plus sign. */
const formatNumbers = (numbers: readonly string[], most: number): string =>
  numbers
    .slice(0, most)
    .map((number) => `<small><code>${escapeHtml(number)}</code></small>`)
    .join('')
