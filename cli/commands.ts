import type { Command } from './command.ts'
import { check } from './commands/check.ts'
import { keyCreate } from './commands/key-create.ts'
import { keyList } from './commands/key-list.ts'
import { keyRevoke } from './commands/key-revoke.ts'
import { messages } from './commands/messages.ts'
import { sandbox } from './commands/sandbox.ts'
import { send } from './commands/send.ts'
import { serve } from './commands/serve.ts'
import { settle } from './commands/settle.ts'
import { show } from './commands/show.ts'

/** Every command of the tool: help, documentation and the names that are understood are derived from it. */
export const commands: readonly Command[] = [
  serve,
  sandbox,
  check,
  send,
  messages,
  show,
  settle,
  keyCreate,
  keyList,
  keyRevoke,
]
