import { type TSchema, Type } from '@sinclair/typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type ProblemCode, problemCodes, problemOf } from '../../messages/problems.ts'
import { problemPath } from '../schemas/problem-details.ts'
import { type ProblemKind, ProblemKindSchema } from '../schemas/problem-kind.ts'
import { commonProblems, jsonResponse, problemResponses } from '../schemas/responses.ts'
import { ref } from '../schemas/schema.ts'
import type { App } from '../server/app-type.ts'
import { htmlMediaType, htmlPolicy, prefersHtml } from '../server/html-page.ts'
import { sendNotFound } from '../server/not-found.ts'
import { registerPages } from './pages.ts'
import { formatProblemList, formatProblemPage } from './problem-page.ts'

const ProblemKindListSchema = Type.Object(
  { problems: Type.Array(ref(ProblemKindSchema), { description: 'Every problem that the service can return.' }) },
  { $id: 'ProblemKindList', description: 'The catalogue of problems.' },
)

/** What is known of a problem besides its row: by its code, the provider's codes and the numbers of the sandbox. */
export type ProblemSources = {
  upstreamCodesOf(code: ProblemCode): readonly number[]
  /** Empty in live mode. */
  magicNumbersOf(code: ProblemCode): readonly string[]
}

/** `GET /problems` and `GET /problems/{code}`: the target of every problem's `type`, for programs and people. */
export async function registerProblems(app: App, docs: boolean, sources: ProblemSources): Promise<void> {
  await registerPages(app, htmlPolicy, (pages) => addRoutes(pages, docs, sources))
}

function addRoutes(app: App, docs: boolean, sources: ProblemSources): void {
  app.addSchema(ProblemKindSchema)
  app.addSchema(ProblemKindListSchema)

  app.get(
    '/problems',
    {
      schema: {
        operationId: 'listProblems',
        tags: ['Problems'],
        summary: 'Every problem that the service can return',
        description: 'JSON, or a page for a browser (`Accept: text/html`).',
        response: {
          200: kindResponse('The catalogue.', ref(ProblemKindListSchema), { problems: [exampleKind] }),
          ...problemResponses(commonProblems),
        },
      },
    },
    async (request, reply) => {
      const problems = problemCodes.map((code) => kindOf(code, sources, app.basePath))
      return sendEither(request, reply, { problems }, () => formatProblemList(problems))
    },
  )

  app.get(
    '/problems/:code',
    {
      schema: {
        operationId: 'getProblem',
        tags: ['Problems'],
        summary: 'What a problem means and what to do about it',
        description: 'JSON, or a page for a browser (`Accept: text/html`).',
        params: Type.Object({
          code: Type.String({ description: 'The code of the problem.', examples: ['overloaded'] }),
        }),
        response: {
          200: kindResponse('The problem.', ref(ProblemKindSchema), exampleKind),
          ...problemResponses([...commonProblems, 'not-found', 'uri-too-long']),
        },
      },
    },
    async (request, reply) => {
      const code = problemCodes.find((known) => known === request.params.code)
      if (code === undefined) return sendNotFound(request, reply)
      const kind = kindOf(code, sources, app.basePath)
      return sendEither(request, reply, kind, () => formatProblemPage(kind, docs))
    },
  )
}

function kindOf(code: ProblemCode, sources: ProblemSources, basePath = ''): ProblemKind {
  const upstreamCodes = sources.upstreamCodesOf(code)
  const magicNumbers = sources.magicNumbersOf(code)
  const { status, title, description, advice, outcome, resend } = problemOf(code)
  return {
    code,
    type: basePath + problemPath(code),
    status,
    title,
    description,
    advice,
    ...(outcome === undefined ? {} : { outcome }),
    ...(resend === undefined ? {} : { resend }),
    ...(upstreamCodes.length > 0 && { upstreamCodes: [...upstreamCodes] }),
    ...(magicNumbers.length > 0 && { magicNumbers: [...magicNumbers] }),
  }
}

const exampleKind = kindOf('overloaded', { upstreamCodesOf: () => [], magicNumbersOf: () => [] })

/** The response as JSON for programs and as HTML for people. */
function kindResponse<T extends TSchema>(description: string, schema: T, example: unknown) {
  const response = jsonResponse(description, schema, { problem: example })
  const page = { schema: Type.String({ description: 'A page for people.' }), example: '<!doctype html>' }
  return { ...response, content: { ...response.content, 'text/html': page } }
}

/** Answers in the requested format. */
function sendEither(request: FastifyRequest, reply: FastifyReply, value: unknown, page: () => string): FastifyReply {
  // Caches must keep the two formats apart.
  reply.header('vary', 'accept')
  if (!prefersHtml(request)) return reply.send(value)
  return reply.type(htmlMediaType).send(page())
}
