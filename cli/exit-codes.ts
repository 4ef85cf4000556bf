/** How a command ended. Scripts depend on the numbers: they never change their meaning. */
export const exits = {
  done: { code: 0, meaning: 'everything was done; of `send`: every recipient was accepted' },
  failed: { code: 1, meaning: 'a fault of a file, of the configuration or of the machine; nothing was changed' },
  usage: { code: 2, meaning: 'wrong arguments or settings of the tool; nothing was done' },
  unreachable: { code: 3, meaning: 'no gateway answered, and certainly nothing was sent or recorded' },
  refused: {
    code: 4,
    meaning: 'the gateway refused the request, or you said no; certainly nothing was sent or recorded',
  },
  rejected: { code: 5, meaning: 'at least one recipient was rejected, and none is unknown' },
  unknown: { code: 6, meaning: 'the message may have been sent to at least one recipient, or its answer was lost' },
  'not-attempted': { code: 7, meaning: 'at least one recipient was not attempted, and the others were accepted' },
  interrupted: { code: 130, meaning: 'interrupted by Ctrl-C or SIGTERM' },
} as const satisfies Record<string, { readonly code: number; readonly meaning: string }>

export type Exit = keyof typeof exits
