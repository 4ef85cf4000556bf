import type * as original from '../../../src/json/strict-json.ts'

export const parseStrictJson: typeof original.parseStrictJson = (body) => ({
  ok: true,
  value: JSON.parse(body.toString('utf8')),
})
