import { z } from '@hono/zod-openapi'
import { outcomes, returnReasons, returnStates, returnWishes } from '../return.ts'
import { payBackStates, returnEventTypes } from '../schema.ts'
import type { DeskReturn, ListedReturn } from './list-queries.ts'

export const listedAnswer = z
  .object({
    number: z.string(),
    orderId: z.uuid(),
    orderNumber: z.string(),
    state: z.enum(returnStates),
    units: z.int(),
    received: z.int(),
    waiting: z.int().openapi({ description: 'Units that are here and not inspected.' }),
    reasons: z.array(z.enum(returnReasons)),
    askedAt: z.iso.datetime(),
    closedAt: z.iso.datetime().nullable(),
  })
  .openapi('ListedReturn')

export const listedOf = ({ id: _id, fromWithdrawal: _from, ...row }: ListedReturn) => ({
  ...row,
  askedAt: row.askedAt.toISOString(),
  closedAt: row.closedAt?.toISOString() ?? null,
})

const lineAnswer = z.object({
  sku: z.string(),
  name: z.string(),
  reason: z.enum(returnReasons),
  wish: z.enum(returnWishes),
  note: z.string().nullable(),
  asked: z.int(),
  approved: z.int(),
  extra: z.int().openapi({ description: 'Units beyond those approved that were taken in with a reason.' }),
  received: z.int().openapi({ description: 'waiting + restocked + repaired + scrapped + sentBack.' }),
  waiting: z.int(),
  restocked: z.int(),
  repaired: z.int(),
  scrapped: z.int(),
  sentBack: z.int(),
  refunded: z.int(),
})

const unitsOfLine = z.object({
  sku: z.string(),
  quantity: z.int(),
  outcome: z.enum(outcomes).optional(),
  wish: z.enum(returnWishes).optional(),
})

export const returnAnswer = z
  .object({
    number: z.string(),
    orderId: z.uuid(),
    orderNumber: z.string(),
    state: z.enum(returnStates),
    warehouse: z.string().openapi({ description: 'The code of the warehouse that it comes to.' }),
    refusal: z.string().nullable(),
    askedAt: z.iso.datetime(),
    closedAt: z.iso.datetime().nullable(),
    lines: z.array(lineAnswer),
    refunds: z.array(
      z.object({
        id: z.uuid(),
        wish: z.enum(returnWishes),
        state: z.enum(payBackStates),
        problem: z.string().nullable(),
      }),
    ),
    events: z.array(
      z.object({
        type: z.enum(returnEventTypes),
        at: z.iso.datetime(),
        actor: z.string(),
        reason: z.string().nullable(),
        lines: z.array(unitsOfLine),
      }),
    ),
  })
  .openapi('Return')

export function returnOf(found: DeskReturn) {
  const { number, orderId, orderNumber, state, refusal, askedAt, closedAt, lines, events, payBacks } = found
  const skuOf = new Map(lines.map(({ lineId, sku }) => [lineId, sku]))
  return {
    number,
    orderId,
    orderNumber,
    state,
    warehouse: found.warehouse.code,
    refusal,
    askedAt: askedAt.toISOString(),
    closedAt: closedAt?.toISOString() ?? null,
    lines: lines.map(({ lineId: _line, variantId: _variant, ...line }) => line),
    refunds: payBacks.map(({ refundId, wish, state, problem }) => ({ id: refundId, wish, state, problem })),
    events: events.map(({ type, at, actor, reason, lines }) => ({
      type,
      at: at.toISOString(),
      actor,
      reason,
      lines: lines.map(({ lineId, quantity, outcome, wish }) => ({
        sku: skuOf.get(lineId) ?? '',
        quantity,
        ...(outcome && { outcome }),
        ...(wish && { wish }),
      })),
    })),
  }
}
