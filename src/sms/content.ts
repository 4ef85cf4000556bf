import type { Misfits } from './encoding.ts'
import { chooseTextForm, type TextRequest } from './lookalikes.ts'
import type { Content, Encoding } from './message.ts'
import { segment } from './segments.ts'
import { noViolations, type Violation } from './violation.ts'
import { checkWapPushUrl } from './wap-push.ts'

/** The fields of a request that define the content of a message. */
export type ContentRequest = TextRequest & {
  /** The text of the message; for a WAP push, the title of its link. */
  readonly text: string
  readonly flash?: boolean
  readonly maxSegments?: number
  readonly wapPush?: { readonly url: string }
}

export type ContentResult =
  | { readonly ok: true; readonly content: Content }
  | { readonly ok: false; readonly violations: readonly Violation[] }

/**
 * White space of every script, invisible format characters, and controls, which Java's `trim`, likely in use at
 * providers, removes.
 */
const somethingVisible = /[^\s\p{Cc}\p{Cf}]/u

/** Creates the content of a message, or reports everything that is wrong. `maxSegments` is the gateway's own limit. */
export function composeContent(request: ContentRequest, maxSegments: number): ContentResult {
  const { wapPush, flash = false } = request
  // The upstream treats a blank parameter as missing (1702), for every type.
  const blank = somethingVisible.test(request.text)
    ? noViolations
    : [{ pointer: '/text', message: 'must contain at least one character that is not white space' }]
  if (wapPush !== undefined) {
    const violations = [...blank, ...checkWapPush(request, wapPush.url)]
    if (violations.length > 0) return { ok: false, violations }
    return { ok: true, content: { kind: 'wap-push', title: request.text, url: wapPush.url } }
  }
  if (blank.length > 0) return { ok: false, violations: blank }

  const form = chooseTextForm(request)
  if (!form.ok) return refused('/text', explainMisfits(form.encoding, form.misfits))
  const { text, encoding } = form
  const { segments } = segment(text, encoding)
  const limit = Math.min(request.maxSegments ?? maxSegments, maxSegments)
  if (segments > limit) {
    const source = limit === request.maxSegments ? 'maxSegments of this request' : "the gateway's own limit"
    return refused('/text', `takes ${segments} segments in ${encoding}, and at most ${limit} are allowed (${source})`)
  }
  return { ok: true, content: { kind: 'text', text, encoding, flash, segments } }
}

/** A WAP push has its own form on air, built by the provider: no property of a text can be chosen or counted. */
function checkWapPush(request: ContentRequest, url: string): readonly Violation[] {
  const { flash, encoding = 'auto', maxSegments, replace } = request
  const urlFault = checkWapPushUrl(url)
  return [
    ...(urlFault === undefined ? [] : [{ pointer: '/wapPush/url', message: urlFault }]),
    ...(flash === true ? [{ pointer: '/flash', message: 'must be false or absent in a WAP push' }] : []),
    ...(encoding === 'auto' ? [] : [{ pointer: '/encoding', message: 'must be auto or absent in a WAP push' }]),
    ...(maxSegments === undefined ? [] : [{ pointer: '/maxSegments', message: 'must be absent in a WAP push' }]),
    ...(replace === undefined ? [] : [{ pointer: '/replace', message: 'must be absent in a WAP push' }]),
  ]
}

/** Names positions instead of characters, so that the message contains nothing from the text. */
function explainMisfits(encoding: Encoding, { total, first }: Misfits): string {
  const positions = first.map(({ position }) => position).join(', ')
  const more = total > first.length ? ` and ${total - first.length} more` : ''
  const count = total === 1 ? '1 character does' : `${total} characters do`
  return `must fit ${encoding}: ${count} not, at ${positions}${more} (in UTF-16 code units from 0)`
}

const refused = (pointer: string, message: string) => ({ ok: false, violations: [{ pointer, message }] }) as const
