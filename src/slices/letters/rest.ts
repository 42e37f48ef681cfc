import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { database } from '#platform/db/client.ts'
import { freeLine, newEmailField } from '#platform/fields/fields.ts'
import { LIMITS } from '#platform/fields/limits.ts'
import { clientAddress } from '#platform/http/client-address.ts'
import { limit } from '#platform/http/rate-limits.ts'
import { log } from '#platform/lib/log.ts'
import { jsonBody } from '#platform/rest/json-body.ts'
import { json } from '#platform/rest/json-content.ts'
import { notFound, problemOf } from '#platform/rest/problem.ts'
import {
  conflict,
  forbidden,
  malformed,
  ourFailures,
  problemResponses,
  rateLimited,
  validationFailed,
} from '#platform/rest/problem-schemas.ts'
import { limited, type RestEnv, restRoutes } from '#platform/rest/routes.ts'
import { askForLetters } from './ask-for-letters.ts'
import { stopByLink } from './change-letters.ts'
import { letterLinkSchema, versionField } from './letters.ts'
import { letterLimits } from './rate-limits.ts'
import { SENTENCE } from './sentence.ts'

const sentenceAnswer = z
  .object({ version: z.string(), locale: z.string(), words: z.string() })
  .openapi('LetterSentence', { example: { ...SENTENCE } })

const sentenceRoute = createRoute({
  method: 'get',
  path: '/letters/sentence',
  operationId: 'getLetterSentence',
  tags: ['Letters'],
  summary: 'The words that somebody says yes to',
  security: [],
  middleware: limited(letterLimits.openLetters),
  responses: {
    200: { description: 'The words of today, with their version.', content: json(sentenceAnswer) },
    ...problemResponses([rateLimited, ...ourFailures]),
  },
})

const askBody = z
  .object({
    email: newEmailField,
    sentence: versionField,
    page: freeLine(LIMITS.pageAddress)
      .min(1, 'Say where the words stood')
      .openapi({ description: 'Where the words stood: the address of your page, or the name of the form.' }),
  })
  .openapi('AskForLetters', {
    example: {
      email: 'ada@example.com',
      sentence: SENTENCE.version,
      page: 'https://blog.example.com/subscribe',
    },
  })

const askRoute = createRoute({
  method: 'post',
  path: '/letters',
  operationId: 'askForLetters',
  tags: ['Letters'],
  summary: 'Somebody says yes to letters with news and offers',
  description:
    'Send it only for somebody who ticked an empty box beside the words of `GET /letters/sentence`, and name their `version` as `sentence`. The shop mails a link to the address, and nothing counts until its owner opens it. The answer is the same for every address.',
  security: [],
  middleware: [limited(letterLimits.askForLetters), jsonBody],
  request: { body: { required: true, content: json(askBody) } },
  responses: {
    202: {
      description: 'The address is asked.',
      content: json(z.object({ asked: z.literal(true) }).openapi('AskedForLetters')),
    },
    ...problemResponses([malformed, forbidden, conflict, validationFailed, rateLimited, ...ourFailures]),
  },
})

export function lettersRest(): OpenAPIHono<RestEnv> {
  const routes = restRoutes()
  routes.openapi(sentenceRoute, c => c.json({ ...SENTENCE }, 200))
  routes.openapi(askRoute, async c => {
    await askForLetters(c.get('ctx'), { ...c.req.valid('json'), way: 'rest' })
    return c.json({ asked: true as const }, 202)
  })
  return routes
}

/** A mail program posts here with one press: there is no page and no session, and the body is not read. */
export async function answerOneClickStop(request: Request, readerId: string): Promise<Response> {
  try {
    await limit({ db: database(), log }, letterLimits.openLetters, clientAddress(request.headers))
    const key = new URL(request.url).searchParams.get('key') ?? ''
    const link = letterLinkSchema.safeParse({ readerId, key })
    if (!link.success) throw notFound()
    await stopByLink({ db: database(), now: () => new Date() }, link.data, 'one_click')
    return new Response('You get no more letters from us.\n', { headers: { 'content-type': 'text/plain' } })
  } catch (error) {
    const problem = problemOf(error)
    if (problem.status >= 500) log.error({ error: String(error) }, 'letters could not be stopped')
    return problem.toResponse()
  }
}
