import { type DialectName, dialects } from './dialects.ts'
import { magicNumbers } from './magic-numbers.ts'

export type SandboxFacts = {
  readonly dialect: DialectName
  readonly sendPath: string
  readonly schedulePath: string
  readonly creditPath: string
}

/** What `GET /` answers: what this is, where to send, and every magic number. */
export function describeSandbox({ dialect, sendPath, schedulePath, creditPath }: SandboxFacts) {
  return {
    name: 'bulksms sandbox',
    description: 'A simulated bulksms upstream. It sends nothing to anyone.',
    dialect: { name: dialect, description: dialects[dialect].description },
    send: `GET or POST ${sendPath}`,
    schedule: `GET or POST ${schedulePath}`,
    credit: `GET ${creditPath}`,
    inbox: 'GET /inbox shows what arrived, newest first; DELETE /inbox empties it',
    otherCodes: '+9990000 and any other four digits is answered with that code.',
    otherNumbers: 'Every other valid number is accepted with a UUID.',
    magicNumbers: magicNumbers.map(({ number, name, description, expected }) => ({
      number,
      name,
      description,
      expected,
    })),
  }
}
