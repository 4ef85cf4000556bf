import { type RecipientResult, upstreamIdsOf } from '../messages/outcome.ts'
import type { Credential } from '../messages/upstream.ts'

/** A shorter password occurs within ordinary ids, so it must be the whole id. */
const minInnerLength = 4

/** What ids are compared with, in lower case. */
type Forms = {
  readonly password: string
  readonly inside: readonly string[]
  readonly username: string
  readonly usernameWord: RegExp
}

/** A credential stays the same object for as long as it is in use. */
const formsByCredential = new WeakMap<Credential, Forms>()

/**
 * Removes message ids that contain the password, in any encoding, or the username. Ids are returned to callers and
 * stored, and an upstream may echo anything it received. Dropping an id changes nothing else.
 */
export function withoutSecretIds(
  results: readonly RecipientResult[],
  credential: Credential,
): readonly RecipientResult[] {
  const forms = formsOf(credential)
  // Nearly always there is nothing to remove, and nothing is copied.
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
    if (!text.includes('%') && !text.includes('+')) return false
    text = decodePercent(text)
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

function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text.replaceAll('+', ' ')
  }
}

function formsOf(credential: Credential): Forms {
  const known = formsByCredential.get(credential)
  if (known !== undefined) return known
  const { username, password } = credential
  const encoded = [password, `${username}:${password}`].flatMap(encodingsOf)
  // An answer is split at commas and pipes, and so is a password in it.
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

function encodingsOf(text: string): readonly string[] {
  const bytes = Buffer.from(text)
  return [bytes.toString('base64').replace(/=+$/, ''), bytes.toString('base64url'), bytes.toString('hex')]
}

/** As a whole word: an account may be called `acme` or `2024`, and ids may contain either by chance. */
const wordPattern = (word: string): RegExp => new RegExp(`(?<![a-z0-9])${escapeRegExp(word)}(?![a-z0-9])`)

const escapeRegExp = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
