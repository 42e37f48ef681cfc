import { Hono } from 'hono'
import { z } from 'zod'
import { meetFaultsOnTheWay, meetLatency } from '#sandbox/faults/meet-faults.ts'
import type { Sandbox, SandboxEnv } from '#sandbox/sandbox.ts'
import type { BankCall } from './bank.ts'
import { saveConfirmationToken, type TokenRow, tokenObject } from './confirmation-tokens.ts'
import { customerRoutes } from './customer-routes.ts'
import { customerOf, savedCardObject } from './customers.ts'
import { disputeRoutes } from './dispute-routes.ts'
import { authenticate, executeGet, executePost, nameRequest, oneAtATime, send } from './execute.ts'
import { readPage } from './lists.ts'
import { chargeObject, intentObject, listObject, paymentMethodObject, refundObject } from './objects.ts'
import {
  billingDetails,
  eventListParameters,
  expand,
  expandOnly,
  listParameters,
  refundListParameters,
  shortText,
  wholeNumber,
} from './parameters.ts'
import {
  cancelIntent,
  cancelIntentParameters,
  confirmIntent,
  confirmIntentParameters,
  createIntent,
  createIntentParameters,
} from './payment-intents.ts'
import { findCardProblem, findPaymentMethod, savePaymentMethod } from './payment-methods.ts'
import { createRefund, createRefundParameters } from './refunds.ts'
import { type Reply, refuse, refuseMissing, refuseRequest } from './refusal.ts'
import type { ChargeRow, IntentRow, PaymentMethodRow, RefundRow } from './rows.ts'

const ok = (body: object): Reply => ({ status: 200, body })
const card = z.strictObject({
  number: shortText.transform(number => number.replaceAll(/[\s-]/g, '')),
  exp_month: wholeNumber,
  exp_year: wholeNumber,
  cvc: z.string().max(4).optional(),
})
const cardMethod = {
  type: z.literal('card'),
  card,
  billing_details: billingDetails.optional(),
}

/** The part of Stripe's API that the shop uses, at Stripe's paths. */
export function bankRoutes(sandbox: Sandbox) {
  const app = new Hono<SandboxEnv>()
  const tooFast = () =>
    Response.json(refuseRequest('Request rate limit exceeded.', { code: 'rate_limit' }).body, { status: 429 })
  app.use(nameRequestUnlessDown)
  app.use(meetFaultsOnTheWay(sandbox, 'stripe', tooFast))
  app.use(
    authenticate(
      c =>
        (c.req.method === 'GET' && c.req.query('client_secret') !== undefined) ||
        /^\/v1\/(payment_methods|confirmation_tokens)$/.test(c.req.path),
    ),
  )
  app.use(oneAtATime())
  app.use(meetLatency(sandbox, 'stripe'))
  intentRoutes(app, sandbox)
  refundRoutes(app, sandbox)
  disputeRoutes(app, sandbox)
  cardRoutes(app, sandbox)
  customerRoutes(app, sandbox)
  app.all('*', c =>
    send(c, refuseRequest(`Unrecognized request URL (${c.req.method}: ${c.req.path}).`, {}, 404)),
  )
  return app
}

/** An edge that is down knows nothing of request ids. */
const nameRequestUnlessDown: typeof nameRequest = async (c, next) => {
  await nameRequest(c, next)
  if (c.res.headers.get('Server') !== 'edge') return
  for (const name of ['Request-Id', 'Stripe-Version', 'Idempotency-Key']) c.res.headers.delete(name)
}

function intentRoutes(app: Hono<SandboxEnv>, sandbox: Sandbox) {
  const withIntent = (call: BankCall, id: string, then: (intent: IntentRow) => Reply): Reply => {
    const intent = call.store.get<IntentRow>('SELECT * FROM payment_intents WHERE id = ?', id)
    return intent ? then(intent) : refuseMissing('payment_intent', id, { param: 'intent', inPath: true })
  }
  app.post('/payment_intents', c => executePost(sandbox, c, createIntentParameters, createIntent))
  app.post('/payment_intents/:id/confirm', c =>
    executePost(sandbox, c, confirmIntentParameters, (call, params) =>
      withIntent(call, c.req.param('id'), intent => confirmIntent(call, intent, params)),
    ),
  )
  app.post('/payment_intents/:id/cancel', c =>
    executePost(sandbox, c, cancelIntentParameters, (call, params) =>
      withIntent(call, c.req.param('id'), intent => cancelIntent(call, intent, params)),
    ),
  )
  app.get('/payment_intents/:id', c =>
    executeGet(
      sandbox,
      c,
      z.strictObject({ expand, client_secret: shortText.optional() }),
      (call, { expand, client_secret }) =>
        withIntent(call, c.req.param('id'), intent => {
          if (client_secret === undefined || client_secret === intent.client_secret) {
            return ok(intentObject(call, intent, expand))
          }
          const message =
            'The client_secret provided does not match any associated PaymentIntent on this account.'
          return refuseRequest(message, { code: 'payment_intent_invalid_parameter', param: 'client_secret' })
        }),
    ),
  )
  app.get('/payment_intents', c =>
    executeGet(sandbox, c, listParameters, (call, params) => {
      const page = readPage<IntentRow>(
        call.store,
        { table: 'payment_intents', noun: 'payment_intent' },
        params,
      )
      if ('refused' in page) return page.refused
      const inside = params.expand.map(path => path.replace(/^data\./, ''))
      const items = page.items.map(row => intentObject(call, row, inside))
      return ok(listObject('/v1/payment_intents', { items, hasMore: page.hasMore }))
    }),
  )
}

function refundRoutes(app: Hono<SandboxEnv>, sandbox: Sandbox) {
  app.post('/refunds', c => executePost(sandbox, c, createRefundParameters, createRefund))
  app.get('/refunds/:id', c =>
    executeGet(sandbox, c, expandOnly, call => {
      const id = c.req.param('id')
      const row = call.store.get<RefundRow>('SELECT * FROM refunds WHERE id = ?', id)
      return row ? ok(refundObject(row)) : refuseMissing('refund', id, { param: 'refund', inPath: true })
    }),
  )
  app.get('/refunds', c =>
    executeGet(sandbox, c, refundListParameters, (call, params) => {
      const where = { payment_intent_id: params.payment_intent, charge_id: params.charge }
      const page = readPage<RefundRow>(call.store, { table: 'refunds', noun: 'refund' }, params, where)
      if ('refused' in page) return page.refused
      return ok(listObject('/v1/refunds', { items: page.items.map(refundObject), hasMore: page.hasMore }))
    }),
  )
  app.get('/charges/:id', c =>
    executeGet(sandbox, c, expandOnly, call => {
      const id = c.req.param('id')
      const row = call.store.get<ChargeRow>('SELECT * FROM charges WHERE id = ?', id)
      return row
        ? ok(chargeObject(call.store, row))
        : refuseMissing('charge', id, { param: 'id', inPath: true })
    }),
  )
  app.get('/events', c =>
    executeGet(sandbox, c, eventListParameters, (call, params) => {
      const book = { table: 'events', noun: 'event' } as const
      const page = readPage<{ seq: number; body: string }>(call.store, book, params, {
        type: params.types ?? params.type,
      })
      if ('refused' in page) return page.refused
      const items = page.items.map(row => JSON.parse(row.body))
      return ok(listObject('/v1/events', { items, hasMore: page.hasMore }))
    }),
  )
}

function cardRoutes(app: Hono<SandboxEnv>, sandbox: Sandbox) {
  app.post('/payment_methods', c =>
    executePost(sandbox, c, z.strictObject({ ...cardMethod, expand }), (call, params) => {
      const saved = saveCard(call, params)
      return 'refused' in saved ? saved.refused : ok(paymentMethodObject(saved.method))
    }),
  )
  app.get('/payment_methods/:id', c =>
    executeGet(sandbox, c, expandOnly, call => {
      const id = c.req.param('id')
      const row = findPaymentMethod(call.store, id)
      const missing = () => refuseMissing('PaymentMethod', id, { param: 'payment_method', inPath: true })
      return row ? ok(savedCardObject(row, customerOf(call.store, id))) : missing()
    }),
  )
  const tokenParameters = z.strictObject({
    payment_method: shortText.optional(),
    payment_method_data: z.strictObject(cardMethod).optional(),
    return_url: z.string().max(5000).optional(),
    expand,
  })
  // Stripe keeps the server's way of making one under test_helpers, since only a browser should see a card.
  for (const path of ['/confirmation_tokens', '/test_helpers/confirmation_tokens']) {
    app.post(path, c =>
      executePost(sandbox, c, tokenParameters, (call, params) => {
        const { payment_method: id, payment_method_data: sent } = params
        if (sent) {
          const saved = saveCard(call, sent)
          if ('refused' in saved) return saved.refused
          return ok(tokenObject(call.store, saveConfirmationToken(call.store, saved.method)))
        }
        if (!id)
          return refuseRequest('Missing required param: payment_method.', { code: 'parameter_missing' })
        const method = findPaymentMethod(call.store, id)
        if (!method) return refuseMissing('PaymentMethod', id, { param: 'payment_method' })
        return ok(tokenObject(call.store, saveConfirmationToken(call.store, method)))
      }),
    )
  }
  app.get('/confirmation_tokens/:id', c =>
    executeGet(sandbox, c, expandOnly, call => {
      const id = c.req.param('id')
      const row = call.store.get<TokenRow>('SELECT * FROM confirmation_tokens WHERE id = ?', id)
      const missing = () =>
        refuseMissing('confirmationtoken', id, { param: 'confirmation_token', inPath: true })
      return row ? ok(tokenObject(call.store, row)) : missing()
    }),
  )
}

function saveCard(
  call: BankCall,
  sent: { card: z.infer<typeof card>; billing_details?: object | undefined },
): { method: PaymentMethodRow } | { refused: Reply } {
  const problem = findCardProblem(sent.card)
  if (!problem) return { method: savePaymentMethod(call.store, sent.card, sent.billing_details) }
  const { code, message } = problem
  return { refused: refuse(402, { type: 'card_error', code, message, param: `card[${problem.param}]` }) }
}
