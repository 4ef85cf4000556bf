import { createHash } from 'node:crypto'
import { type TSchema, Type } from '@sinclair/typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type ProblemCode, problemCodes, problemOf } from '../../messages/problems.ts'
import { createProblem, problemPath } from '../schemas/problem-details.ts'
import { type ProblemKind, ProblemKindSchema } from '../schemas/problem-kind.ts'
import { commonProblems, jsonResponse, problemResponses } from '../schemas/responses.ts'
import { ref } from '../schemas/schema.ts'
import type { App } from '../server/app-type.ts'
import { sendProblem } from '../server/error-handler.ts'
import { type PagePolicy, registerPages } from './pages.ts'
import { formatProblemList, formatProblemPage, pageStyle } from './problem-page.ts'

const ProblemKindListSchema = Type.Object(
  { problems: Type.Array(ref(ProblemKindSchema), { description: 'Every problem that the service can return.' }) },
  { $id: 'ProblemKindList', description: 'The catalogue of problems.' },
)

const htmlMediaType = 'text/html; charset=utf-8'
/** The pages contain only text and their own style. */
const pagePolicy = {
  'default-src': ["'none'"],
  'style-src': [`'sha256-${createHash('sha256').update(pageStyle).digest('base64')}'`],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
} as const satisfies PagePolicy

/** `GET /problems` and `GET /problems/{code}`: the target of every problem's `type`, for programs and people. */
export async function registerProblems(app: App, docs: boolean): Promise<void> {
  await registerPages(app, pagePolicy, (pages) => addRoutes(pages, docs))
}

function addRoutes(app: App, docs: boolean): void {
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
          200: kindResponse('The catalogue.', ref(ProblemKindListSchema), { problems: [kindOf('overloaded')] }),
          ...problemResponses(commonProblems),
        },
      },
    },
    async (request, reply) => {
      const problems = problemCodes.map((code) => kindOf(code, app.basePath))
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
          200: kindResponse('The problem.', ref(ProblemKindSchema), kindOf('overloaded')),
          ...problemResponses([...commonProblems, 'not-found', 'uri-too-long']),
        },
      },
    },
    async (request, reply) => {
      const code = problemCodes.find((known) => known === request.params.code)
      if (code === undefined) return sendProblem(reply, createProblem('not-found', request.id))
      const kind = kindOf(code, app.basePath)
      return sendEither(request, reply, kind, () => formatProblemPage(kind, docs))
    },
  )
}

function kindOf(code: ProblemCode, basePath = ''): ProblemKind {
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
  }
}

/** The response as JSON for programs and as HTML for people. */
function kindResponse<T extends TSchema>(description: string, schema: T, example: unknown) {
  const response = jsonResponse(description, schema, { problem: example })
  const page = { schema: Type.String({ description: 'A page for people.' }), example: '<!doctype html>' }
  return { ...response, content: { ...response.content, 'text/html': page } }
}

/** Answers in the requested format: browsers accept HTML but not JSON, programs accept JSON or anything. */
function sendEither(request: FastifyRequest, reply: FastifyReply, value: unknown, page: () => string): FastifyReply {
  // Caches must keep the two formats apart.
  reply.header('vary', 'accept')
  const { accept = '' } = request.headers
  if (!accept.includes('text/html') || accept.includes('json')) return reply.send(value)
  return reply.type(htmlMediaType).send(page())
}
