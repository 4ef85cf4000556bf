import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'

// Pages without a script, written on the server. Links in them are relative, so a proxy's prefix does not matter.

export const htmlMediaType = 'text/html; charset=utf-8'

const pageStyle = `
:root { color-scheme: light dark; --line: #8884; --soft: #8881; --accent: #1f6f6b }
@media (prefers-color-scheme: dark) { :root { --accent: #6fd0c8 } }
body { font: 1rem/1.55 system-ui, sans-serif; max-width: 75rem; margin: 0 auto; padding: 1.5rem 1rem 4rem }
h1 { font-size: 1.6rem; line-height: 1.25; margin: .5rem 0 1rem } h2 { font-size: 1.15rem; margin: 2.2rem 0 .6rem }
a { color: var(--accent) } p { max-width: 44rem }
code { font-size: .92em; overflow-wrap: anywhere } dt { font-weight: 600; margin-top: .9rem } dd { margin: 0 }
table { border-collapse: collapse; width: 100% } th, td { text-align: left; vertical-align: top; padding: .45rem .6rem .45rem 0; border-bottom: 1px solid var(--line) }
th { font-size: .85rem; font-weight: 600 } td:first-child { width: 30% } td:last-child { min-width: 8.5rem }
small { display: block; font-size: .85rem; opacity: .8 }
@media (max-width: 40rem) {
  thead { position: absolute; clip-path: inset(50%) } tr { display: block; padding: .6rem 0; border-bottom: 1px solid var(--line) }
  td, td:first-child { display: block; width: auto; min-width: 0; border: 0; padding: .1rem 0 } td[data-label]:not(:empty)::before { content: attr(data-label) ": "; opacity: .7 }
}
`

/** The one style is allowed by its hash, so that no other is; nothing may run. */
export const htmlPolicy = {
  'default-src': ["'none'"],
  'style-src': [`'sha256-${createHash('sha256').update(pageStyle).digest('base64')}'`],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
} as const

/** The same as a header, for a page outside of helmet's scope. */
export const htmlPolicyHeader = Object.entries(htmlPolicy)
  .map(([name, sources]) => `${name} ${sources.join(' ')}`)
  .join('; ')

/** @param content HTML */
export const formatHtmlPage = (title: string, content: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} · bulksms-gateway</title>
<style>${pageStyle}</style></head><body><main><h1>${escapeHtml(title)}</h1>
${content}
</main></body></html>
`

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => entities[character] ?? character)

/** Browsers accept HTML but not JSON, programs accept JSON or anything. */
export function prefersHtml({ headers: { accept = '' } }: Pick<FastifyRequest, 'headers'>): boolean {
  return accept.includes('text/html') && !accept.includes('json')
}
