import { readFileSync } from 'node:fs'
import type { Test } from 'tap'
import { readmeFile } from '../../scripts/readme-tables.ts'

/** Makes the requests that the README shows, with the headers that it shows, and compares their answers with the README's. */
export async function runReadmeRequests(t: Test, address: string): Promise<void> {
  const readme = readFileSync(readmeFile, 'utf8')
  const shown = [...readme.matchAll(/```sh\ncurl (.*?)```\n```http\n(HTTP\/1\.1 (\d+) [^\n]*)\n/gs)]
  t.ok(shown.length >= 6, 'the README shows requests')
  for (const [, command = '', statusLine = '', status] of shown) {
    const url = command.match(/http:\/\/127\.0\.0\.1:3000(\S*)/)?.[1]
    const body = command.match(/-d '([^']*)'/)?.[1]
    if (url === undefined || body === undefined) throw new Error(`Not a request of the README's form: ${command}`)
    // A time to come in the README is past one day; here it is always to come.
    const timely = body.replace(/\d{4}-\d{2}-\d{2}(?=T)/, Temporal.Now.plainDateISO().add({ days: 30 }).toString())
    const headers = [...command.matchAll(/-H '([^:]+): ([^']*)'/g)].map(([, name = '', value = '']) => [name, value])
    const answer = await fetch(`${address}${url}`, {
      method: 'POST',
      headers: Object.fromEntries(headers),
      body: timely,
    })
    t.equal(answer.status, Number(status), `${url} ${body}`)
    t.equal(statusLine, `HTTP/1.1 ${answer.status} ${answer.statusText}`)
    t.type(await answer.json(), 'object')
  }
}
