import { isUtf8 } from 'node:buffer'
import { encodedForms } from '../logging/encoded-forms.ts'
import { type RecipientResult, upstreamIdsOf } from '../messages/outcome.ts'
import type { Credential } from '../messages/upstream.ts'

/** A shorter password occurs within ordinary ids, so it must be the whole id. */
const minInnerLength = 4

/** The texts that ids are compared with, in lower case. */
type Forms = {
  readonly password: string
  readonly inside: readonly string[]
  readonly username: string
  readonly usernameWord: RegExp
}

/** A credential is the same object for as long as it is in use. */
const formsByCredential = new WeakMap<Credential, Forms>()

/**
 * Removes message ids that contain the password or the username, in any encoding. Ids are returned to callers and
 * stored, and an upstream may echo anything it received. Dropping an id changes nothing else.
 */
export function withoutSecretIds(
  results: readonly RecipientResult[],
  credential: Credential,
): readonly RecipientResult[] {
  const forms = formsOf(credential)
  // There is nearly always nothing to remove, and then nothing is copied.
  for (const result of results)
    for (const id of idsOf(result))
      if (holdsSecret(id, forms)) return results.map((each) => withoutSecrets(each, forms))
  return results
}

const noIds: readonly string[] = []

function idsOf(result: RecipientResult): readonly string[] {
  if (!result.accepted || result.upstreamMessageId === undefined) return noIds
  return result.upstreamMessageIds ?? [result.upstreamMessageId]
}

function withoutSecrets(result: RecipientResult, forms: Forms): RecipientResult {
  if (!result.accepted) return result
  const ids = idsOf(result).filter((id) => !holdsSecret(id, forms))
  return { to: result.to, accepted: true, ...upstreamIdsOf(ids) }
}

function holdsSecret(id: string, forms: Forms): boolean {
  let text = id
  for (let layer = 0; layer <= maxEncodingLayers; layer++) {
    if (holdsPlainSecret(text.toLowerCase(), forms)) return true
    if (!mayBeEncoded.test(text)) return false
    text = decode(text)
  }
  return false
}

function holdsPlainSecret(text: string, { password, inside, username, usernameWord }: Forms): boolean {
  if (text === password) return true
  for (const form of inside) if (text.includes(form)) return true
  return text.includes(username) && usernameWord.test(text)
}

/** Double encoding occurs in URLs inside URLs. */
const maxEncodingLayers = 3

const mayBeEncoded = /[%+&\\]/

/** Removes one layer: percent-encoding, HTML entities, and backslash escapes of JSON and other quoting. */
const decode = (text: string): string =>
  text
    .replaceAll('+', ' ')
    .replace(/(?:%[0-9a-f]{2})+/gi, decodePercent)
    .replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|lt|gt|quot|apos));/gi, decodeEntity)
    .replace(/[\\%]u([0-9a-f]{4})/gi, (_escape, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/\\(.)/g, '$1')

/** Decodes each run of escapes separately, so that invalid UTF-8 in one does not hide the others. */
function decodePercent(escapes: string): string {
  const bytes = Buffer.from(escapes.replaceAll('%', ''), 'hex')
  return bytes.toString(isUtf8(bytes) ? 'utf8' : 'latin1')
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function decodeEntity(entity: string, decimal?: string, hex?: string, name = ''): string {
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
  if (Number.isNaN(code)) return entities[name.toLowerCase()] ?? entity
  return code > 0x10ffff ? entity : String.fromCodePoint(code)
}

function formsOf(credential: Credential): Forms {
  const known = formsByCredential.get(credential)
  if (known !== undefined) return known
  const { username, password } = credential
  const encoded = [
    ...encodedForms(password),
    ...encodedForms(`${username}:${password}`),
    ...(username.length >= minInnerLength ? encodedForms(username) : []),
  ]
  // An answer is split at commas and pipes, which also splits a password in it.
  const all = [password, ...password.split(/[,|]/), ...encoded].map((form) => form.trim().toLowerCase())
  const forms: Forms = {
    password: password.toLowerCase(),
    inside: [...new Set(all)].filter(({ length }) => length >= minInnerLength),
    username: username.toLowerCase(),
    usernameWord: wordPattern(username.toLowerCase()),
  }
  formsByCredential.set(credential, forms)
  return forms
}

/** As a whole word: an account may be called `acme` or `2024`, and ids may contain either by chance. */
const wordPattern = (word: string): RegExp => new RegExp(`(?<![a-z0-9])${escapeRegExp(word)}(?![a-z0-9])`)

const escapeRegExp = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
