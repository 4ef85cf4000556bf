import { toPrintable } from '../../src/logging/printable.ts'
import { defineCommand } from '../command.ts'
import { print, printJson } from '../context.ts'

export const check = defineCommand({
  name: 'check',
  summary:
    'Reads the configuration as serve does, and says everything that is wrong with it, without starting anything.',
  more: "It checks the settings, the files of secrets, keys and certificates, and whether the journal's file can be used, is of a known version and belongs to this mode. It changes nothing, so that it can be run beside a running gateway, and does not call the provider. It shows no secret.",
  options: { json: { about: 'prints JSON: {"ok", "faults", "notes"}' } },
  example: 'bulksms-gateway check',
  exits: ['done', 'failed'],
  async run(context, { values }) {
    // Loaded only here: it takes longer than other commands.
    const { examine } = await import('../examine-configuration.ts')
    const { faults, notes } = examine(context.environment)
    const ok = faults.length === 0
    if (values.json) await printJson(context, { ok, faults, notes })
    else {
      const lines = [
        ok ? 'The configuration is right.' : 'The gateway would not start:',
        ...faults.map((fault) => `  - ${fault}`),
        ...(ok ? notes.map((note) => `  ${note}`) : []),
      ]
      await print(context, lines.map(toPrintable).join('\n'))
    }
    return ok ? 'done' : 'failed'
  },
})
