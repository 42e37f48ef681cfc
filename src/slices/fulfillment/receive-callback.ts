import { and, eq, isNull, sql } from 'drizzle-orm'
import { isStorableJson } from '#platform/fields/storable.ts'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { type Callback, callbackSchema, stateOf } from './callback.ts'
import { orderOfParcel } from './parcels.ts'
import { warehouseCallbacks } from './schema.ts'
import { takeIn } from './take-in.ts'

/** Nobody can read more refused call-backs than this, so the shop only logs the rest. */
const REFUSED_KEPT_MAX = 5_000

export type CallbackResult = 'done' | 'known' | 'refused' | 'unreadable'

/**
 * Takes in each call-back of the warehouse once. The shop stores it before it acts and marks it when that is done, so a call-back that failed halfway
 * is finished when it comes again. One that cannot be read or cannot be true is stored with the reason; staff see it at the desk and can replay it.
 */
export async function receiveCallback(ctx: Ctx, id: string, body: string): Promise<CallbackResult> {
  const read = readCallback(body)
  if (typeof read === 'string') {
    await keepRefused(ctx, { id, type: 'unreadable', orderId: null, body, refusal: read })
    return 'unreadable'
  }
  const { type, data, timestamp } = read
  // A warehouse that does not know of parcels names one as if it were an order.
  const orderId = (await orderOfParcel(ctx.db, data.parcelId ?? data.orderId)) ?? data.orderId
  await ctx.db.insert(warehouseCallbacks).values({ id, type, orderId, payload: read }).onConflictDoNothing()
  const [kept] = await ctx.db.select().from(warehouseCallbacks).where(eq(warehouseCallbacks.id, id))
  if (kept?.processedAt) return 'known'
  const at = timestamp ? new Date(timestamp) : (kept?.receivedAt ?? ctx.now())
  const to = stateOf(read)
  if (!to) ctx.log.warn({ orderId, type }, 'the warehouse reported something that the shop does not follow')
  const refusal = to ? await takeIn(ctx, { ...data, to, at }) : null
  if (refusal) {
    await keepRefused(ctx, { id, type, orderId, body, refusal })
    return 'refused'
  }
  await ctx.db
    .update(warehouseCallbacks)
    .set({ processedAt: ctx.now(), refusal: null, body: null, orderId, payload: read, type })
    .where(and(eq(warehouseCallbacks.id, id), isNull(warehouseCallbacks.processedAt)))
  return 'done'
}

/** Reads the call-back, or answers why it cannot be read. */
function readCallback(body: string): Callback | string {
  let json: unknown
  try {
    json = JSON.parse(body)
  } catch {
    return 'It is not JSON.'
  }
  if (!isStorableJson(json)) return 'It holds characters that no text may have, or is nested too deeply.'
  const parsed = callbackSchema.safeParse(json)
  if (parsed.success) return parsed.data
  const wrong = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'the body'}: ${message}`)
  return `It cannot be read: ${wrong.slice(0, 5).join('; ')}.`
}

type RefusedCallback = { id: string; type: string; orderId: string | null; body: string; refusal: string }

async function keepRefused(ctx: Ctx, { id, type, orderId, body, refusal }: RefusedCallback) {
  ctx.log.error({ id, type, orderId, refusal }, 'a call-back of the warehouse was refused and kept for staff')
  // A Postgres text holds every character except this one.
  const storable = body.replaceAll('\0', '\uFFFD')
  await ctx.db.execute(sql`
    insert into warehouse_callbacks (id, type, order_id, body, refusal)
    select ${id}, ${type}, ${orderId}, ${storable}, ${refusal}
    where (select count(*) from (select 1 from warehouse_callbacks where refusal is not null limit ${REFUSED_KEPT_MAX}) kept) < ${REFUSED_KEPT_MAX}
      or exists (select from warehouse_callbacks where id = ${id})
    on conflict (id) do update set body = excluded.body, refusal = excluded.refusal where warehouse_callbacks.processed_at is null`)
}
