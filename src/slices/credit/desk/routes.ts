import { createRoute, z } from '@hono/zod-openapi'
import { daySchema } from '#platform/fields/day-schema.ts'
import { optionally } from '#platform/fields/optionally.ts'
import { jsonBody, maybeJsonBody } from '#platform/rest/json-body.ts'
import { answered, byId, json, sent } from '#platform/rest/json-content.ts'
import { keyed, letIn, letInToWrite, ofStaff } from '#platform/rest/keyed.ts'
import {
  conflict,
  keyReused,
  missing,
  problemResponses,
  validationFailed,
} from '#platform/rest/problem-schemas.ts'
import { adjustFields, blockSchema, issueFields } from '../cards/card-input.ts'
import { cardSearchField } from './list-fields.ts'
import { cardAnswer, issuedAnswer, liabilityAnswer, listedCardAnswer } from './rest-schemas.ts'

const keyHeader = (becomes: string) =>
  z.object({
    'idempotency-key': z
      .uuid(`Send an Idempotency-Key header with a UUID: it becomes ${becomes}.`)
      .transform(id => id.toLowerCase())
      .openapi({ description: `A UUID made by you before sending: ${becomes}.` }),
  })

export const issueRoute = createRoute({
  ...ofStaff,
  method: 'post',
  path: '/admin/gift-cards',
  operationId: 'issueGiftCard',
  summary: 'Issue a gift card',
  description:
    'The answer alone tells the code; the same request under the same key tells it again. With `email` the card is mailed, on `deliverOn` or at once. `amount` is Money, or a whole number of minor units of the shop’s currency; a card holds 1,000 in the major unit at most.',
  middleware: [keyed('credit.write'), jsonBody],
  request: {
    headers: keyHeader('the id of the card'),
    ...sent(
      z.object(issueFields.shape).openapi('IssueGiftCard', {
        example: {
          amount: { amount: 5_000, currency: 'GBP' },
          email: 'ada@example.com',
          deliverOn: '2026-12-24',
          message: 'For the new kitchen',
        },
      }),
    ),
  },
  responses: {
    201: answered('The card, with its code.', issuedAnswer),
    ...problemResponses([conflict, keyReused, ...letInToWrite]),
  },
})

export const cardsRoute = createRoute({
  ...ofStaff,
  method: 'get',
  path: '/admin/gift-cards',
  operationId: 'listGiftCards',
  summary: 'Gift cards, newest first',
  middleware: keyed('credit.read'),
  request: {
    query: z.object({
      query: optionally(cardSearchField).openapi({
        type: 'string',
        description: 'The last four letters of the code, or the address to which the card is mailed.',
      }),
      cursor: optionally(
        z
          .uuid('Send the nextCursor of the page before')
          .openapi({ description: '`nextCursor` of the page before.' }),
      ),
    }),
  },
  responses: {
    200: answered(
      'A page. `nextCursor` is null on the last one.',
      z.object({ giftCards: z.array(listedCardAnswer), nextCursor: z.string().nullable() }),
    ),
    ...problemResponses([validationFailed, ...letIn]),
  },
})

export const cardRoute = createRoute({
  ...ofStaff,
  method: 'get',
  path: '/admin/gift-cards/{id}',
  operationId: 'getGiftCard',
  summary: 'A gift card with its entries',
  middleware: keyed('credit.read'),
  request: { params: byId },
  responses: {
    200: answered('The card.', cardAnswer),
    ...problemResponses([missing, validationFailed, ...letIn]),
  },
})

const stateRoute = <Verb extends 'block' | 'unblock'>(verb: Verb, operationId: string, summary: string) =>
  createRoute({
    ...ofStaff,
    method: 'post',
    path: `/admin/gift-cards/{id}/${verb}` as const,
    operationId,
    summary,
    description: 'Safe to repeat: a card that stands so already stays so.',
    middleware: [keyed('credit.write'), maybeJsonBody],
    request: {
      params: byId,
      body: { required: false, content: json(z.object({ reason: blockSchema.shape.reason })) },
    },
    responses: {
      200: answered('The card.', cardAnswer),
      ...problemResponses([missing, ...letInToWrite]),
    },
  })
export const blockRoute = stateRoute(
  'block',
  'blockGiftCard',
  'Block a card: it pays for nothing until it is unblocked',
)
export const unblockRoute = stateRoute('unblock', 'unblockGiftCard', 'Unblock a card')

export const adjustRoute = createRoute({
  ...ofStaff,
  method: 'post',
  path: '/admin/gift-cards/{id}/adjust',
  operationId: 'adjustGiftCard',
  summary: 'Change the balance of a card by a sum, with a reason',
  description:
    '`amount` is in minor units of the card’s currency, below nought to take something off. Once for each key.',
  middleware: [keyed('credit.write'), jsonBody],
  request: {
    params: byId,
    headers: keyHeader('the id of the change'),
    ...sent(
      z
        .object(adjustFields.shape)
        .openapi('AdjustGiftCard', { example: { amount: -500, reason: 'Paid out in the shop' } }),
    ),
  },
  responses: {
    200: answered('The card.', cardAnswer),
    ...problemResponses([missing, conflict, keyReused, ...letInToWrite]),
  },
})

const reportDay = (description: string) => optionally(daySchema).openapi({ description })
export const liabilityRoute = createRoute({
  ...ofStaff,
  method: 'get',
  path: '/admin/reports/liability',
  operationId: 'readLiability',
  summary: 'What the shop owes to the holders of gift cards and store credit, by month',
  description:
    'Read from the entries, so it is exact for any day. The first and the last month may be parts of theirs. The last closing is the sum of the balances at the end of `to`.',
  middleware: keyed('credit.read'),
  request: {
    query: z.object({
      from: reportDay('The first day; left out: the first of January of the year of `to`.'),
      to: reportDay('The last day; left out: today.'),
    }),
  },
  responses: {
    200: answered('The months.', liabilityAnswer),
    ...problemResponses([validationFailed, ...letIn]),
  },
})
