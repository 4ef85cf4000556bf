import { gatewayProblems } from './problems/gateway-problems.ts'
import type { ProblemRow } from './problems/problem-row.ts'
import { providerProblems } from './problems/provider-problems.ts'
import { requestProblems } from './problems/request-problems.ts'

/** The problems of a recipient. Each has exactly one outcome and one `resend`, so the code determines both. */
const recipientProblems = { ...providerProblems, ...gatewayProblems }

/** Every problem the service can return, by code: the path segment of its page under `/problems/`. */
export const problems = { ...recipientProblems, ...requestProblems }

export type RecipientProblemCode = keyof typeof recipientProblems
export type ProblemCode = keyof typeof problems

export const recipientProblemCodes = Object.keys(recipientProblems) as readonly RecipientProblemCode[]
export const problemCodes = Object.keys(problems) as readonly ProblemCode[]

/** The row of a problem, with its optional columns. */
export const problemOf = (code: ProblemCode): ProblemRow => problems[code]
