type Media = Readonly<{ schema: object; examples?: Readonly<Record<string, { readonly value: unknown }>> }>
type Response = Readonly<{ description: string; headers?: object; content?: Readonly<Record<string, Media>> }>
type Member = readonly [status: string, response: Response]
export type Responses = Readonly<Record<string, Response>>

const titles = {
  '2XX': 'Accepted, at least in part.',
  '4XX': 'Refused. Nothing was submitted, unless a recipient says otherwise.',
  '5XX': 'Failed. `resend` says whether the request can be repeated.',
} as const

/**
 * The responses of an operation, one for each class of statuses: its examples can be chosen from a list, and its
 * description says what each status means. For people: programs want to know each status.
 */
export function groupResponses(responses: Responses): Responses {
  const all = Object.entries(responses)
  const grouped = Object.entries(titles).flatMap(([range, title]): Member[] => {
    const members = all.filter(([status]) => status[0] === range[0])
    return members.length > 1 ? [[range, groupOf(title, members)]] : members
  })
  return Object.fromEntries(grouped)
}

function groupOf(title: string, members: readonly Member[]): Response {
  const contents = members.flatMap(([, { content = {} }]) => Object.entries(content))
  const [first] = contents
  const examples = Object.assign({}, ...contents.map(([, { examples }]) => examples))
  return {
    description: [title, '', ...members.map(describeMember)].join('\n'),
    headers: Object.assign({}, ...members.map(([, { headers }]) => headers)),
    ...(first && { content: { [first[0]]: { ...first[1], examples } } }),
  }
}

/** A problem has an example with its code as the name. */
function describeMember([status, { description, content }]: Member): string {
  const problems = Object.keys(content?.['application/problem+json']?.examples ?? {})
  const links = problems.map((code) => `[${code}](../problems/${code})`).join(', ')
  return `* ${status}: ${links || description}`
}
