import { defineCommand } from '../command.ts'

export const sandbox = defineCommand({
  name: 'sandbox',
  summary: 'Runs the simulated provider as a program of its own, with the settings SANDBOX_*.',
  options: {},
  example: 'SANDBOX_PORT=8080 bulksms-gateway sandbox',
  exits: ['done', 'failed'],
  isProgram: true,
  async run() {
    await import('../../sandbox/server.ts')
    return 'done'
  },
})
