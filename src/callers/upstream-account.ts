import { readSecret } from '../config/secret-file.ts'
import type { Credential } from '../messages/upstream.ts'

type ReadAgain =
  | { readonly ok: true; readonly account: Credential }
  | { readonly ok: false; readonly faults: readonly string[] }

/** The gateway's own account, and the files that its name and password came from. */
export type OwnAccount = Credential & { readonly usernameFile?: string; readonly passwordFile?: string }

/** Rereads the files of an account. Values that did not come from a file stay unchanged. */
export function readAccountAgain(account: OwnAccount): ReadAgain {
  const faults: string[] = []
  const again = (name: string, file: string | undefined, present: string): string => {
    if (file === undefined) return present
    const read = readSecret(file)
    if (read.ok) return read.secret
    faults.push(`${name}_FILE ${read.fault}`)
    return present
  }
  const username = again('UPSTREAM_USERNAME', account.usernameFile, account.username)
  const password = again('UPSTREAM_PASSWORD', account.passwordFile, account.password)
  return faults.length > 0 ? { ok: false, faults } : { ok: true, account: { username, password } }
}
