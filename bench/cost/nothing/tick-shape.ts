import type * as original from '../../../src/tick-shape.ts'

export const keepTickShape: typeof original.keepTickShape = () => {}
