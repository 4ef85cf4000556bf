import type * as original from '../../../src/http/schemas/accepted-answer.ts'

export const formatAcceptedAnswer: typeof original.formatAcceptedAnswer = () => '{}'
