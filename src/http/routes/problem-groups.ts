import { problemMediaType } from '../schemas/problem-details.ts'

type Media = Readonly<{ schema: object; examples?: Readonly<Record<string, { readonly value: unknown }>> }>
type Response = Readonly<{ description: string; headers?: object; content?: Readonly<Record<string, Media>> }>
export type Responses = Readonly<Record<string, Response>>

const groups = [
  { range: '4XX', title: 'Refused. Nothing was submitted, unless a recipient says otherwise.' },
  { range: '5XX', title: 'Failed. `resend` says whether the request can be repeated.' },
] as const

/**
 * The responses of an operation with one for all problems with 4xx, and one for those with 5xx: its examples can be
 * chosen from a list, and its description names the problem of each status.
 */
export function groupProblems(responses: Responses): Responses {
  const all = Object.entries(responses)
  const grouped = groups.flatMap(({ range, title }) => {
    const members = all.filter(([status]) => Number(status) >= 400 && status[0] === range[0])
    return members.length === 0 ? [] : [[range, groupOf(title, members)] as const]
  })
  return Object.fromEntries([...all.filter(([status]) => Number(status) < 400), ...grouped])
}

function groupOf(title: string, members: readonly (readonly [string, Response])[]): Response {
  const medias = members.flatMap(([, { content }]) => content?.[problemMediaType] ?? [])
  const [first] = medias
  const examples = Object.assign({}, ...medias.map((media) => media.examples))
  const lines = members.map(([status, { content }]) => {
    const codes = Object.keys(content?.[problemMediaType]?.examples ?? {})
    return `* ${status}: ${codes.map((code) => `[${code}](../problems/${code})`).join(', ')}`
  })
  return {
    description: [title, '', ...lines].join('\n'),
    headers: Object.assign({}, ...members.map(([, { headers }]) => headers)),
    ...(first && { content: { [problemMediaType]: { ...first, examples } } }),
  }
}
