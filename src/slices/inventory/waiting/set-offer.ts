import { and, eq, isNull } from 'drizzle-orm'
import type { Tx } from '#platform/db/client.ts'
import { actorName } from '#platform/lib/actor.ts'
import { addDays, clockIn, SHOP_TIME_ZONE } from '#platform/lib/calendar-days.ts'
import { env } from '#platform/lib/env.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import type { RequestCtx } from '#platform/trpc/init.ts'
import { lockVariant } from '#slices/catalog/lock-variant.ts'
import { wares } from '#slices/catalog/schema.ts'
import { launches } from '../schema.ts'
import { type EndOfferInput, MOST_DAYS_AHEAD, type SetOfferInput } from './offer-input.ts'
import { backOrderOffers } from './schema.ts'

/**
 * Sells a variant beyond its stock until a day, or changes that day or how many units may wait. The same again changes nothing. It refuses a number below those who
 * wait already, and a variant with a launch: what everybody wants at one moment is sold from the shelf alone.
 */
export async function setOffer(
  ctx: Pick<RequestCtx, 'db' | 'actor' | 'now'>,
  { sku, expectedOn, most }: Omit<SetOfferInput, 'reason'> & { reason?: string },
): Promise<void> {
  refuseDay(expectedOn, clockIn(SHOP_TIME_ZONE, ctx.now()).day)
  if (env().warehouse.parcels === 'one')
    throw new Refusal(
      'conflict',
      'Orders leave as one parcel each now (PARCELS=one), so no part of one can wait.',
    )
  await ctx.db.transaction(async tx => {
    const variantId = await requireVariant(tx, sku)
    const [launch] = await tx
      .select({ id: launches.id })
      .from(launches)
      .where(and(eq(launches.variantId, variantId), isNull(launches.closedAt)))
    if (launch)
      throw new Refusal(
        'conflict',
        'This variant has a launch, which sells what is on the shelf. Call it off first.',
      )
    const [offer] = await tx
      .select()
      .from(backOrderOffers)
      .where(eq(backOrderOffers.variantId, variantId))
      .for('update')
    if (offer && offer.waiting > most) throw tooFew(offer.waiting)
    const set = { expectedOn, most, setBy: actorName(ctx.actor), setAt: ctx.now(), endedAt: null }
    if (offer) await tx.update(backOrderOffers).set(set).where(eq(backOrderOffers.variantId, variantId))
    else await tx.insert(backOrderOffers).values({ variantId, ...set })
  })
}

/** Sells the variant from the shelf alone from now on. Those who wait keep their place. A second call changes nothing. */
export async function endOffer(
  ctx: Pick<RequestCtx, 'db' | 'now'>,
  { sku }: Pick<EndOfferInput, 'sku'>,
): Promise<void> {
  await ctx.db.transaction(async tx => {
    const variantId = await requireVariant(tx, sku)
    await tx
      .update(backOrderOffers)
      .set({ endedAt: ctx.now() })
      .where(and(eq(backOrderOffers.variantId, variantId), isNull(backOrderOffers.endedAt)))
  })
}

/** Nobody plans a launch of the variant meanwhile. */
async function requireVariant(tx: Tx, sku: string): Promise<string> {
  const [ware] = await tx.select({ variantId: wares.variantId }).from(wares).where(eq(wares.sku, sku))
  if (!ware || !(await lockVariant(tx, ware.variantId)))
    throw new Refusal('not_found', `There is no SKU ${sku}.`)
  return ware.variantId
}

function refuseDay(expectedOn: string, today: string): void {
  const message =
    expectedOn < today
      ? 'It is sold until that day is over: choose today or a later day'
      : `Choose a day within the next ${MOST_DAYS_AHEAD} days`
  if (expectedOn < today || expectedOn > addDays(today, MOST_DAYS_AHEAD))
    throw new Refusal('validation_failed', `${message}.`, [{ path: 'expectedOn', message }])
}

function tooFew(waiting: number): Refusal {
  const message = `${waiting} ${waiting === 1 ? 'unit waits' : 'units wait'} already: let at least so many wait`
  return new Refusal('validation_failed', `${message}.`, [{ path: 'most', message }])
}
