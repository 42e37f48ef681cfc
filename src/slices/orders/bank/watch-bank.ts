import type { ProviderChange } from '#slices/payments/provider-change.ts'
import { claimWatch, noteSeenUntil } from '#slices/payments/provider-watch.ts'
import { takeInChange } from '#slices/payments/take-in-change.ts'
import type { OrdersCtx } from '../orders-ctx.ts'
import { followChange } from './follow-change.ts'

/** The provider lists a change within seconds. The nightly comparison finds one that appears later than this. */
const LISTED_WITHIN_MS = 5 * 60_000
/** One run lists 20,000 changes. After a long outage with more changes, several runs work through them. */
const MAX_PAGES = 200
const PART_MS = 6 * 3_600_000
/** Stripe keeps its events for 30 days. The comparison of books finds older changes. */
const LONGEST_MS = 29 * 86_400_000
/** A change that cannot be followed blocks the others for this long. Then the comparison of books takes it over. */
const GIVEN_UP_AFTER_MS = 86_400_000

/**
 * Asks the provider for its changes, in case its webhooks are lost. Our books follow within two minutes with or without
 * them. The provider's own clock marks how far we have read. Null: another process has just asked, or the provider could not
 * be asked. Otherwise the number of new changes.
 */
export async function watchBank(ctx: OrdersCtx): Promise<number | null> {
  const now = ctx.now()
  const seenUntil = await claimWatch(ctx.db, now)
  if (!seenUntil) return null
  const from = new Date(Math.max(seenUntil.getTime() - LISTED_WITHIN_MS, now.getTime() - LONGEST_MS))
  const partEnd = new Date(from.getTime() + PART_MS)
  let changes = await changesIn(ctx, from, null)
  const isPart = changes === 'too many'
  if (isPart) changes = await changesIn(ctx, from, partEnd)
  if (changes === 'too many') {
    ctx.log.error(
      { from, partEnd },
      'the bank lists more changes than can be followed; the nightly comparison will',
    )
    await noteSeenUntil(ctx.db, partEnd)
    return null
  }
  if (!changes) return null
  const { followed, stuckAt } = await followAll(ctx, changes)
  const isStuck = stuckAt !== null && now.getTime() - stuckAt.getTime() < GIVEN_UP_AFTER_MS
  const reached = isStuck ? stuckAt : isPart ? partEnd : changes.at(-1)?.at
  if (reached) await noteSeenUntil(ctx.db, reached)
  return followed
}

/** Oldest first. Null: the provider could not be asked. */
async function changesIn(
  ctx: OrdersCtx,
  from: Date,
  until: Date | null,
): Promise<ProviderChange[] | 'too many' | null> {
  const found: ProviderChange[] = []
  let after: string | null = null
  for (let count = 0; count < MAX_PAGES; count++) {
    const page = await ctx.gateway.listChanges({ from, until, after })
    if (!page) return null
    found.push(...page.items)
    after = page.next
    if (after === null) return found.reverse()
  }
  return 'too many'
}

async function followAll(ctx: OrdersCtx, changes: readonly ProviderChange[]) {
  let followed = 0
  let stuckAt: Date | null = null
  for (const change of changes) {
    const taken = await takeInChange(ctx, change, (orderId, { type }) => followChange(ctx, orderId, { type }))
    if (taken === 'processed') followed++
    if (taken === 'failed') stuckAt ??= change.at
  }
  return { followed, stuckAt }
}
