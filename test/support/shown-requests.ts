import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Test } from 'tap'

/**
 * Makes the requests that a document shows, with the headers that it shows, and compares the answers with the document's.
 * `<id>` in an address is the id of the last message whose outcome was unknown.
 *
 * @param document below the repository, such as `README.md`
 */
export async function runShownRequests(t: Test, address: string, document: string): Promise<void> {
  const text = readFileSync(new URL(`../../${document}`, import.meta.url), 'utf8')
  const shown = [...text.matchAll(/```sh\ncurl (-i .*?)```\n```http\n(HTTP\/1\.1 (\d+) [^\n]*)\n(.*?)```/gs)]
  t.ok(shown.length >= 3, `${document} shows requests`)
  let unknownId = ''
  for (const [, command = '', statusLine = '', status, shownAnswer = ''] of shown) {
    const url = command.match(/http:\/\/127\.0\.0\.1:3000([^\s']*)/)?.[1]?.replace('<id>', unknownId)
    const body = command.match(/-d '([^']*)'/)?.[1]
    if (url === undefined || body === undefined) throw new Error(`Not a request of the documents' form: ${command}`)
    // The document's time may have passed. This one has not.
    const timely = body.replace(/\d{4}-\d{2}-\d{2}(?=T)/, Temporal.Now.plainDateISO().add({ days: 30 }).toString())
    const headers = [...command.matchAll(/-H (['"])([^:]+): (.*?)\1(?= )/g)].map(([, , name = '', value = '']) => [
      name,
      value.replace("$(node -p 'crypto.randomUUID()')", randomUUID()),
    ])
    const answer = await fetch(`${address}${url}`, {
      method: 'POST',
      headers: Object.fromEntries(headers),
      body: timely,
    })
    t.equal(answer.status, Number(status), `${url} ${body}`)
    t.equal(statusLine, `HTTP/1.1 ${answer.status} ${answer.statusText}`)
    const text = await answer.text()
    const { code, id } = JSON.parse(text)
    if (code === 'outcome-unknown') unknownId = id
    // What differs each time is an id or a time.
    const stable =
      /"(?:code|encoding|from|message|outcome|pointer|resend|status|title|type|upstreamCode)":(?:"[^"…]*"|\d+)/g
    for (const [pair] of shownAnswer.matchAll(stable)) t.ok(text.includes(pair), pair)
  }
}
