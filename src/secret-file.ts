import { readFileSync } from 'node:fs'

/** A secret from its file, or the code of why it cannot be read. */
export type SecretFile =
  | { readonly ok: true; readonly content: string }
  | { readonly ok: false; readonly content?: never; readonly code: string }

export function readSecretFile(file: string): SecretFile {
  try {
    // Editors and `echo` end a file with a line break that is no part of the secret.
    return { ok: true, content: readFileSync(file, 'utf8').replace(/\r?\n$/, '') }
  } catch (error) {
    return { ok: false, code: (error as NodeJS.ErrnoException).code ?? 'unknown error' }
  }
}

/** Whether a text can be an account's name or password: it travels in a URL. */
export const isCredential = (text: string): boolean => text.isWellFormed() && !/\p{Cc}/u.test(text)
