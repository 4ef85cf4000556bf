import type * as original from '../../../src/http/server/slow-readers.ts'

export const endSlowReaders: typeof original.endSlowReaders = () => {}
export const holdPipelinedReads: typeof original.holdPipelinedReads = () => {}
