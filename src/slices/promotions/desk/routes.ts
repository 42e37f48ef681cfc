import { createRoute, z } from '@hono/zod-openapi'
import type { Context, Next } from 'hono'
import { optionally } from '#platform/fields/optionally.ts'
import { jsonBody } from '#platform/rest/json-body.ts'
import { answered, byId, sent } from '#platform/rest/json-content.ts'
import { keyed, letIn, letInToWrite, ofStaff } from '#platform/rest/keyed.ts'
import { Problem } from '#platform/rest/problem.ts'
import {
  conflict,
  keyReused,
  missing,
  problemResponses,
  validationFailed,
} from '#platform/rest/problem-schemas.ts'
import { limited, type RestEnv } from '#platform/rest/routes.ts'
import { holds } from '#platform/rights/permission.ts'
import { newCodesSchema, newPromotionSchema, promotionChangeSchema } from '../promotion-input.ts'
import { promotionLimits } from '../rate-limits.ts'
import { standings } from '../standing.ts'
import { codesAnswer, listedPromotion, promotionAnswer } from './rest-schemas.ts'

const keyHeader = (becomes: string) =>
  z.object({
    'idempotency-key': optionally(
      z.uuid('Send a UUID as the Idempotency-Key.').transform(id => id.toLowerCase()),
    ).openapi({ description: `A UUID made by you before sending${becomes}.` }),
  })

export const listRoute = createRoute({
  ...ofStaff,
  method: 'get',
  path: '/admin/promotions',
  operationId: 'listPromotions',
  summary: 'Promotions, newest first',
  middleware: keyed('promotions.read'),
  request: {
    query: z.object({
      state: optionally(z.enum(standings, `Send one of ${standings.join(', ')}`)),
      cursor: optionally(z.uuid('Send the nextCursor of the page before')).openapi({
        description: '`nextCursor` of the page before.',
      }),
    }),
  },
  responses: {
    200: answered(
      'A page. `nextCursor` is null on the last one.',
      z.object({ promotions: z.array(listedPromotion), nextCursor: z.string().nullable() }),
    ),
    ...problemResponses([validationFailed, ...letIn]),
  },
})

export const oneRoute = createRoute({
  ...ofStaff,
  method: 'get',
  path: '/admin/promotions/{id}',
  operationId: 'getPromotion',
  summary: 'A promotion with its versions',
  middleware: keyed('promotions.read'),
  request: { params: byId },
  responses: {
    200: answered('The promotion as it now stands.', promotionAnswer),
    ...problemResponses([missing, validationFailed, ...letIn]),
  },
})

export const createPromotionRoute = createRoute({
  ...ofStaff,
  method: 'post',
  path: '/admin/promotions',
  operationId: 'createPromotion',
  summary: 'Make a promotion',
  description:
    'It is live from `startsAt`, or at once. With a `code` it is given to orders that send it, otherwise to every order that meets the conditions; `needsCode: true` makes one whose codes follow. An amount may be Money or a plain number of minor units of the shop’s currency. Safe to repeat with the same Idempotency-Key and body.',
  middleware: [keyed('promotions.write'), jsonBody],
  request: {
    headers: keyHeader(': the id of the promotion'),
    ...sent(
      z.object(newPromotionSchema.shape).openapi('NewPromotion', {
        example: {
          name: 'Welcome',
          code: 'WELCOME10',
          effect: { kind: 'percent', basisPoints: 1_000 },
          conditions: { minSubtotal: { amount: 2_000, currency: 'GBP' } },
          limitTotal: 500,
          limitPerCustomer: 1,
          endsAt: '2026-12-31T23:00:00Z',
        },
      }),
    ),
  },
  responses: {
    201: answered('The promotion.', promotionAnswer),
    ...problemResponses([keyReused, ...letInToWrite]),
  },
})

export const changeRoute = createRoute({
  ...ofStaff,
  method: 'patch',
  path: '/admin/promotions/{id}',
  operationId: 'changePromotion',
  summary: 'Change, pause, resume or end a promotion',
  description:
    'What is left out stays; `clear` names what it has no more. A change of `effect`, `conditions` or `combines` makes a new version, and orders keep theirs. A limit below what is used is refused. `ended` is for good. Safe to repeat.',
  middleware: [keyed('promotions.write'), jsonBody],
  request: {
    headers: keyHeader(''),
    params: byId,
    ...sent(
      z
        .object(promotionChangeSchema.shape)
        .openapi('ChangePromotion', { example: { state: 'paused', reason: 'Sold out sooner than planned' } }),
    ),
  },
  responses: {
    200: answered('The promotion as it now stands.', promotionAnswer),
    ...problemResponses([missing, conflict, keyReused, ...letInToWrite]),
  },
})

export const makeCodesRoute = createRoute({
  ...ofStaff,
  method: 'post',
  path: '/admin/promotions/{id}/codes',
  operationId: 'makePromotionCodes',
  summary: 'Make up to 1,000,000 codes, each good for one order',
  description:
    'From then on the promotion needs a code. The codes are told in this answer and kept as hashes. Safe to repeat for a day with the same Idempotency-Key and body: the same codes are told again.',
  middleware: [keyed('promotions.write'), jsonBody],
  request: {
    headers: keyHeader(': the id of the batch'),
    params: byId,
    ...sent(
      z
        .object(newCodesSchema.shape)
        .openapi('MakePromotionCodes', { example: { count: 500, prefix: 'SUMMER' } }),
    ),
  },
  responses: {
    201: answered('The codes.', codesAnswer),
    ...problemResponses([missing, conflict, keyReused, ...letInToWrite]),
  },
})

/** The codes as a file, for the desk's own page, which has a session and no key. Programs find nothing about it in the document. */
export const downloadRoute = createRoute({
  method: 'get',
  path: '/desk/promotions/{id}/codes/{batchId}',
  hide: true,
  middleware: [limited(promotionLimits.downloadCodes), ofSession],
  request: { params: byId.extend({ batchId: byId.shape.id }) },
  responses: { 200: { description: 'A code on each line.' } },
})

/** Lets in people of the staff who may make codes. */
async function ofSession(c: Context<RestEnv>, next: Next): Promise<void> {
  const { visitor, rights } = c.get('ctx')
  if (!visitor || visitor.isAnonymous) throw new Problem('unauthorized', 'Sign in to do this.')
  const permission = 'promotions.write'
  if (!visitor.isStaff || !holds(rights, permission))
    throw new Problem('forbidden', `None of your roles lets you do this: it needs ${permission}.`, {
      members: { permission },
    })
  await next()
}
