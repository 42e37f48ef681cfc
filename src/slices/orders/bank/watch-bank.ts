import type { ProviderChange } from '#slices/payments/provider-change.ts'
import { claimWatch, noteSeenUntil } from '#slices/payments/provider-watch.ts'
import { takeInChange } from '#slices/payments/take-in-change.ts'
import type { OrdersCtx } from '../orders-ctx.ts'
import { followChange } from './follow-change.ts'

/** The provider lists a change within seconds; one that comes later than this is left to the nightly comparison. */
const LISTED_WITHIN_MS = 5 * 60_000
/** 20,000 changes are listed at once. After an absence in which there were more, they are gone through in parts. */
const MAX_PAGES = 200
const PART_MS = 6 * 3_600_000
/** Stripe keeps its events for 30 days; what is older, the comparison of books finds. */
const LONGEST_MS = 29 * 86_400_000
/** A change that cannot be followed holds up the others for so long; then it, too, is left to the comparison of books. */
const GIVEN_UP_AFTER_MS = 86_400_000

/**
 * Asks the provider what changed there, for when its webhooks are lost: with them or without, our books follow within two
 * minutes. How far it has come is told by the provider's own clock. Null: another process has asked just now, or the provider
 * could not be asked. Otherwise how many changes were new.
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
