import { z } from '@hono/zod-openapi'
import { type ProblemCode, problemKinds, problemType, SEND_AGAIN } from './problem.ts'

type Members = Record<string, z.ZodType>

/** A problem's schema for the document; `members` are those beside the standard ones. */
export function problemSchema(
  code: ProblemCode,
  detail: string,
  members: Members = {},
  example: Record<string, unknown> = {},
) {
  const { status, title } = problemKinds[code]
  const statuses: number[] = code === 'malformed' ? [400, 413, 415] : [status]
  const standard = { type: problemType(code), title, status, code, detail }
  const schema = z
    .object({
      type: z.literal(standard.type),
      title: z.string(),
      status: z
        .int()
        .refine(given => statuses.includes(given))
        .openapi({ enum: statuses }),
      code: z.literal(code),
      detail: z.string(),
      ...members,
    })
    .openapi(`Problem_${code}`, { example: { ...standard, ...example } })
  return { code, schema }
}

export type ProblemSchema = ReturnType<typeof problemSchema>

export const fieldErrors = z.array(z.object({ path: z.string(), message: z.string() }))

export const malformed = problemSchema('malformed', 'The body is not JSON.')
/** The document holds one schema of each code, so this one also says what a key lacks. */
export const forbidden = problemSchema(
  'forbidden',
  'This key may not do this: it needs orders.cancel.',
  {
    permission: z
      .string()
      .optional()
      .openapi({ description: 'What the key lacks, where it lacks something.' }),
  },
  { permission: 'orders.cancel' },
)
export const conflict = problemSchema('conflict', 'The parcel has left the house. Refund the order instead.')
export const keyReused = problemSchema(
  'idempotency_key_reused',
  'This Idempotency-Key was used for another order. Make a new one.',
)
export const missing = problemSchema('not_found', 'There is nothing here, or it is not yours to see.')
export const validationFailed = problemSchema(
  'validation_failed',
  'Correct the fields named in errors and send the request again.',
  { errors: fieldErrors },
  { errors: [{ path: 'lines.0.quantity', message: 'Enter at least 1' }] },
)
export const rateLimited = problemSchema('rate_limited', 'Too many requests. Try again in 12 seconds.', {
  ticket: z.string().optional().openapi({
    description:
      'A line stands before something that everybody wants: send this as Line-Ticket next time, it keeps your place.',
  }),
  position: z.int().optional().openapi({ description: 'How many turns until yours.' }),
})
/** What any route may answer. */
export const ourFailures = [
  problemSchema('internal_error', SEND_AGAIN),
  problemSchema('unavailable', SEND_AGAIN),
] as const

const retryAfter = {
  'Retry-After': {
    description: 'Seconds to wait before asking again.',
    schema: { type: 'integer' as const, minimum: 1 },
  },
}
const waits: readonly ProblemCode[] = [
  'rate_limited',
  'unavailable',
  'payments_unavailable',
  'order_in_progress',
  'not_ready',
  'invoice_unavailable',
]
const moreStatusesOfMalformed = [413, 415]

/** The answers of a route that are problems, by status; several codes of one status become a oneOf. */
export function problemResponses(problems: readonly ProblemSchema[]) {
  const statusesOf = (code: ProblemCode): number[] =>
    code === 'malformed' ? [400, ...moreStatusesOfMalformed] : [problemKinds[code].status]
  const statuses = [...new Set(problems.flatMap(problem => statusesOf(problem.code)))].sort((a, b) => a - b)
  return Object.fromEntries(
    statuses.map(status => {
      const here = problems.filter(problem => statusesOf(problem.code).includes(status))
      const [first, second, ...more] = here.map(problem => problem.schema)
      const schema = first && second ? z.union([first, second, ...more]) : (first ?? z.never())
      const headers = here.some(problem => waits.includes(problem.code)) ? retryAfter : {}
      return [
        status,
        {
          description: here.map(problem => problem.code).join(' · '),
          headers,
          content: { 'application/problem+json': { schema } },
        },
      ]
    }),
  )
}
