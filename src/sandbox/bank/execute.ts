import type { Context, MiddlewareHandler } from 'hono'
import type { z } from 'zod'
import { takeFault } from '#sandbox/faults/live-faults.ts'
import { findAnswer, requestHash, saveAnswer } from '#sandbox/idempotency.ts'
import { stripeId } from '#sandbox/ids.ts'
import type { Sandbox, SandboxEnv } from '#sandbox/sandbox.ts'
import type { BankCall } from './bank.ts'
import { decodeForm, type FormValues } from './form.ts'
import { readParameters } from './parameters.ts'
import { type Reply, refuse, refuseRequest } from './refusal.ts'

const longestKey = 255

const brokenInside = (): Reply =>
  refuse(500, { type: 'api_error', message: 'An unknown error occurred (a fault of the sandbox).' })

export const send = (c: Context<SandboxEnv>, reply: Reply) =>
  c.body(JSON.stringify(reply.body), reply.status as 200, { 'Content-Type': 'application/json' })

/** Every answer of the API has a Request-Id; an edge's answer has none. */
export const nameRequest: MiddlewareHandler<SandboxEnv> = async (c, next) => {
  const requestId = stripeId('req')
  c.set('requestId', requestId)
  c.set('idempotencyKey', c.req.method === 'POST' ? (c.req.header('Idempotency-Key') ?? null) : null)
  await next()
  c.res.headers.set('Request-Id', requestId)
  c.res.headers.set('Stripe-Version', c.req.header('Stripe-Version') ?? '2023-08-16')
  if (c.get('idempotencyKey')) c.res.headers.set('Idempotency-Key', c.get('idempotencyKey') ?? '')
}

/** Secret keys for everything; a publishable key for a browser's calls. */
export function authenticate(
  mayBePublishable: (c: Context<SandboxEnv>) => boolean,
): MiddlewareHandler<SandboxEnv> {
  return async (c, next) => {
    const key = apiKey(c.req.header('Authorization'))
    if (/^sk_(test_|sandbox)/.test(key) || (/^pk_(test_|sandbox)/.test(key) && mayBePublishable(c)))
      return next()
    const message = key
      ? `Invalid API Key provided: ${key.slice(0, 8)}****`
      : "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY')."
    return send(c, refuseRequest(message, {}, 401))
  }
}

function apiKey(header = ''): string {
  const [scheme = '', credentials = ''] = header.split(' ')
  if (/^basic$/i.test(scheme)) return Buffer.from(credentials, 'base64').toString().split(':')[0] ?? ''
  return /^bearer$/i.test(scheme) ? credentials : ''
}

/** A key belongs to one request at a time: another request meanwhile gets a 409. */
export function oneAtATime(): MiddlewareHandler<SandboxEnv> {
  const inUse = new Set<string>()
  return async (c, next) => {
    const key = c.get('idempotencyKey')
    if (key === null) return next()
    if (key.length > longestKey || key.length === 0) {
      const message = `The idempotency key must have 1 to ${longestKey} characters; this one has ${key.length}.`
      return send(c, refuseRequest(message))
    }
    if (inUse.has(key)) {
      const message = `There is currently another in-progress request using this Stripe idempotent key (that probably means you submitted twice, and the other request is still going through): ${key}.`
      return send(c, refuse(409, { type: 'idempotency_error', code: 'idempotency_key_in_use', message }))
    }
    inUse.add(key)
    try {
      return await next()
    } finally {
      inUse.delete(key)
    }
  }
}

/**
 * Runs a POST: parameters first (a bad one is not saved under the key), then the saved answer if the key has one,
 * then `verb`, whose effect and answer are committed together.
 */
export async function executePost<Output>(
  sandbox: Sandbox,
  c: Context<SandboxEnv>,
  schema: z.ZodType<Output>,
  verb: (call: BankCall, params: Output) => Reply,
): Promise<Response> {
  const encoded = await c.req.text()
  const values = decodeForm(encoded)
  if (!values) return send(c, refuseRequest('The request body is not a form this API understands.'))
  const { store } = sandbox
  const requestId = c.get('requestId')
  const idempotencyKey = c.get('idempotencyKey')
  const hash = requestHash(c.req.method, c.req.path, withoutCardNumber(encoded))
  const saved = idempotencyKey === null ? undefined : findAnswer(store, 'stripe', idempotencyKey)
  if (saved && idempotencyKey !== null) {
    if (saved.request_hash !== hash) return send(c, keyUsedOtherwise(idempotencyKey))
    c.header('Idempotent-Replayed', 'true')
    c.header('Original-Request', saved.request_id)
    return c.body(saved.body, saved.status as 200, { 'Content-Type': 'application/json' })
  }
  const read = readParameters(schema, values)
  if ('refused' in read) return send(c, read.refused)

  const reply = store.transaction(() => {
    const done = takeFault(store, 'stripe', 'error_500')
      ? brokenInside()
      : verb({ ...sandbox, requestId, idempotencyKey }, read.params)
    if (idempotencyKey !== null) {
      const body = JSON.stringify(done.body)
      saveAnswer(store, 'stripe', idempotencyKey, {
        request_hash: hash,
        status: done.status,
        body,
        request_id: requestId,
      })
    }
    return done
  })
  return send(c, reply)
}

/** Runs a GET; keys mean nothing there. */
export function executeGet<Output>(
  sandbox: Sandbox,
  c: Context<SandboxEnv>,
  schema: z.ZodType<Output>,
  query: (call: BankCall, params: Output) => Reply,
): Response {
  if (takeFault(sandbox.store, 'stripe', 'error_500')) return send(c, brokenInside())
  const values: FormValues | null = decodeForm(new URL(c.req.url).search.slice(1))
  if (!values) return send(c, refuseRequest('The query string is not one this API understands.'))
  const read = readParameters(schema, values)
  if ('refused' in read) return send(c, read.refused)
  return send(c, query({ ...sandbox, requestId: c.get('requestId'), idempotencyKey: null }, read.params))
}

const withoutCardNumber = (encoded: string) =>
  encoded.replace(
    /(number(?:%5D|\])?=)([^&]*)/gi,
    (_, name: string, digits: string) => name + digits.slice(-4),
  )

const keyUsedOtherwise = (key: string) =>
  refuse(400, {
    type: 'idempotency_error',
    message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
  })
