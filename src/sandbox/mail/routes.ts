import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { takeFault } from '#sandbox/faults/live-faults.ts'
import { meetFaultsOnTheWay, meetLatency } from '#sandbox/faults/meet-faults.ts'
import { findAnswer, requestHash, saveAnswer } from '#sandbox/idempotency.ts'
import type { Sandbox, SandboxEnv } from '#sandbox/sandbox.ts'
import { type EmailRequest, emailRequest } from './email.ts'
import { findEmail, keepEmail, readList } from './mailbox.ts'

/** Resend's limit for one batch. */
const largestBatch = 100

/** Resend's errors (resend.com/docs/api-reference/errors). */
const refuse = (statusCode: number, name: string, message: string) =>
  Response.json({ statusCode, name, message }, { status: statusCode })

/** The part of Resend's API that the shop uses, mounted at `/emails`. */
export function mailRoutes(sandbox: Sandbox) {
  const app = new Hono<SandboxEnv>()
  const tooFast = () =>
    refuse(429, 'rate_limit_exceeded', 'Too many requests. You can only make 10 requests per second.')
  app.use(meetFaultsOnTheWay(sandbox, 'resend', tooFast))
  app.use(async (c, next) => {
    const key = /^Bearer (\S+)$/i.exec(c.req.header('Authorization') ?? '')?.[1]
    if (!key) return refuse(401, 'missing_api_key', 'Missing API key in the authorization header.')
    return key.startsWith('re_') ? next() : refuse(403, 'invalid_api_key', 'API key is invalid.')
  })
  app.use(meetLatency(sandbox, 'resend'))
  app.post('/', c => sendMail(sandbox, c, emailRequest, email => ({ id: keepEmail(sandbox.store, email) })))
  app.post('/batch', c =>
    sendMail(sandbox, c, z.array(emailRequest).min(1).max(largestBatch), batch => ({
      data: batch.map(email => ({ id: keepEmail(sandbox.store, email) })),
    })),
  )
  app.get('/:id', c => {
    const row = findEmail(sandbox.store, c.req.param('id'))
    if (!row) return refuse(404, 'not_found', 'Email not found')
    return c.json({
      object: 'email',
      id: row.id,
      to: readList(row.recipients),
      from: row.sender,
      created_at: new Date(row.sent_at_ms).toISOString(),
      subject: row.subject,
      html: row.html,
      text: row.text,
      cc: readList(row.cc),
      bcc: readList(row.bcc),
      reply_to: readList(row.reply_to),
      last_event: 'delivered',
      scheduled_at: null,
    })
  })
  return app
}

/** Keeps the mail and, under a key, the answer, in one transaction. Only what was sent is saved under the key. */
async function sendMail<Parsed extends EmailRequest | EmailRequest[]>(
  { store }: Sandbox,
  c: Context<SandboxEnv>,
  schema: z.ZodType<Parsed>,
  keep: (parsed: Parsed) => object,
): Promise<Response> {
  const sent = await c.req.text()
  const key = c.req.header('Idempotency-Key') ?? null
  if (key !== null && (key.length < 1 || key.length > 256)) {
    return refuse(400, 'invalid_idempotency_key', 'The key must be between 1-256 chars.')
  }
  const hash = requestHash(c.req.path, sent)
  const saved = key === null ? undefined : findAnswer(store, 'resend', key)
  if (saved && saved.request_hash !== hash) {
    const message = 'Same idempotency key used with a different request payload.'
    return refuse(409, 'invalid_idempotent_request', message)
  }
  if (saved) return c.body(saved.body, saved.status as 200, { 'Content-Type': 'application/json' })
  if (takeFault(store, 'resend', 'error_500')) {
    return refuse(500, 'internal_server_error', 'An unexpected error occurred (a fault of the sandbox).')
  }
  const parsed = schema.safeParse(parseJson(sent))
  if (!parsed.success) return refuseFields(parsed.error.issues[0])
  for (const email of [parsed.data].flat()) {
    if (email.html === undefined && email.text === undefined) {
      return refuse(422, 'validation_error', 'Missing `html` or `text` field.')
    }
  }
  return store.transaction(() => {
    const body = JSON.stringify(keep(parsed.data))
    if (key !== null)
      saveAnswer(store, 'resend', key, { request_hash: hash, status: 200, body, request_id: '' })
    return c.body(body, 200, { 'Content-Type': 'application/json' })
  })
}

function refuseFields(issue: z.core.$ZodIssue | undefined): Response {
  const field = issue?.path.filter(part => typeof part === 'string').join('.') || 'body'
  const missing = issue?.code === 'invalid_type' && issue.message.endsWith('received undefined')
  if (missing) return refuse(422, 'missing_required_field', `Missing \`${field}\` field.`)
  const says = issue?.message.replace('{field}', field) ?? 'Invalid request.'
  return refuse(422, 'validation_error', says.includes('`') ? says : `Invalid \`${field}\` field. ${says}`)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
