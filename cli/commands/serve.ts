import { defineCommand } from '../command.ts'
import { becomeNode } from '../node-flags.ts'

export const serve = defineCommand({
  name: 'serve',
  summary: 'Runs the gateway, as npm start does. Without settings it runs in sandbox mode, and nothing real is sent.',
  more: 'SIGTERM and Ctrl-C end it once the messages in progress have their results. SIGHUP rereads the files of keys, secrets and certificates. A terminal gets readable log lines, and anything else gets JSON.',
  options: {},
  example: 'bulksms-gateway serve',
  exits: ['done', 'failed'],
  isProgram: true,
  async run() {
    becomeNode()
    await import('../../src/main.ts')
    return 'done'
  },
})
