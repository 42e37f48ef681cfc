import { HTTPException } from 'hono/http-exception'
import { ZodError } from 'zod'
import { unavailable } from '#platform/http/unavailable.ts'
import { unreachable } from '#platform/lib/assert.ts'
import { Refusal, type WrongField } from '#platform/lib/refusal.ts'

/** Every way in which a request can fail. The codes are stable: programs decide by them. */
export const problemKinds = {
  malformed: { status: 400, title: 'The request cannot be read' },
  unauthorized: { status: 401, title: 'No key, or one that opens nothing' },
  card_declined: { status: 402, title: 'The card was declined' },
  payment_failed: { status: 402, title: 'The payment did not go through' },
  forbidden: { status: 403, title: 'Not allowed' },
  not_found: { status: 404, title: 'Not found' },
  method_not_allowed: { status: 405, title: 'This address does not know the method' },
  out_of_stock: { status: 409, title: 'Not enough in stock' },
  price_changed: { status: 409, title: 'The total has changed' },
  order_in_progress: { status: 409, title: 'The order is being worked on' },
  conflict: { status: 409, title: 'Something else came first' },
  code_gone: { status: 409, title: 'A code is used up' },
  code_unknown: { status: 422, title: 'A code cannot be used' },
  not_ready: { status: 409, title: 'The invoice is being written' },
  validation_failed: { status: 422, title: 'Some fields are not right' },
  idempotency_key_reused: { status: 422, title: 'The idempotency key belongs to another order' },
  rate_limited: { status: 429, title: 'Too many requests' },
  internal_error: { status: 500, title: 'Something went wrong on our side' },
  unavailable: { status: 503, title: 'The shop cannot answer right now' },
  payments_unavailable: { status: 503, title: 'Payments cannot be taken right now' },
  invoice_unavailable: { status: 503, title: 'The invoice cannot be fetched right now' },
} as const

export type ProblemCode = keyof typeof problemKinds

export function problemType(code: ProblemCode): string {
  return `urn:problem-type:orderly:${code}`
}

/** Ends a request with an RFC 9457 answer; `members` stand beside the standard ones. */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly status: number
  readonly members: Record<string, unknown>
  readonly headers: Record<string, string>
  constructor(
    code: ProblemCode,
    detail: string,
    extra: { status?: number; members?: Record<string, unknown>; headers?: Record<string, string> } = {},
  ) {
    super(detail)
    this.name = 'Problem'
    this.code = code
    this.status = extra.status ?? problemKinds[code].status
    this.members = extra.members ?? {}
    this.headers = extra.headers ?? {}
  }

  toResponse(): Response {
    const { title } = problemKinds[this.code]
    const body = {
      type: problemType(this.code),
      title,
      status: this.status,
      code: this.code,
      detail: this.message,
      ...this.members,
    }
    return new Response(JSON.stringify(body), {
      status: this.status,
      headers: { 'cache-control': 'no-store', ...this.headers, 'content-type': 'application/problem+json' },
    })
  }
}

export const notFound = () => new Problem('not_found', 'There is nothing here, or it is not yours to see.')

export const SEND_AGAIN = 'Nothing was lost. Send the same request again, with the same Idempotency-Key.'

/** A second is long enough for the other request to move on. */
const IN_PROGRESS_RETRY_SECONDS = 1
const UNAVAILABLE_RETRY_SECONDS = 30

/** Turns any thrown value into an answer that says nothing of the inside. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error
  if (error instanceof Refusal) return problemOfRefusal(error)
  if (error instanceof ZodError) return invalid(fieldsOf(error))
  if (error instanceof HTTPException && error.status === 415)
    return unreadable(415, 'Send JSON, with content-type: application/json.')
  if (error instanceof HTTPException && error.status === 413) return unreadable(413, 'The body is too large.')
  if (error instanceof HTTPException && error.status < 500)
    return unreadable(400, 'The request cannot be read.')
  const away = unavailable(error)
  return away
    ? new Problem('unavailable', SEND_AGAIN, { headers: { 'retry-after': String(away.retryAfterSeconds) } })
    : new Problem('internal_error', SEND_AGAIN)
}

function problemOfRefusal(refusal: Refusal): Problem {
  const { code, message, permission } = refusal
  switch (code) {
    case 'validation_failed':
      return invalid(refusal.fields.length ? refusal.fields : [{ path: '', message }], message)
    case 'rate_limited':
      return new Problem(code, message, {
        headers: { 'retry-after': String(refusal.retryAfterSeconds ?? 60) },
      })
    case 'payments_unavailable':
      return new Problem(code, message, {
        headers: { 'retry-after': String(refusal.retryAfterSeconds ?? UNAVAILABLE_RETRY_SECONDS) },
      })
    case 'order_in_progress':
      return new Problem(code, message, {
        headers: { 'retry-after': String(refusal.retryAfterSeconds ?? IN_PROGRESS_RETRY_SECONDS) },
      })
    case 'not_found':
      return notFound()
    // Of people at the desk alone: a key needs neither.
    case 'second_factor_needed':
    case 'proof_needed':
      return new Problem('forbidden', message)
    case 'forbidden':
      return new Problem(code, message, { members: { permission } })
    case 'code_unknown':
    case 'code_gone':
      return new Problem(code, message, { members: { errors: refusal.fields } })
    case 'conflict':
    case 'idempotency_key_reused':
      return new Problem(code, message)
    default:
      return unreachable(code)
  }
}

/** The wrong fields, and the right form of each. */
export function invalid(
  errors: WrongField[],
  detail = 'Correct the fields named in errors and send the request again.',
): Problem {
  return new Problem('validation_failed', detail, { members: { errors } })
}

export function unreadable(status: 400 | 413 | 414 | 415, detail: string): Problem {
  return new Problem('malformed', detail, { status })
}

/** What is wrong with each field. Two rules that say the same of one field say it once. */
export function fieldsOf(error: Pick<ZodError, 'issues'>): WrongField[] {
  const said = new Map<string, WrongField>()
  for (const { path, message } of error.issues) {
    const field = path.join('.')
    said.set(`${field} ${message}`, { path: field, message })
  }
  return [...said.values()]
}
