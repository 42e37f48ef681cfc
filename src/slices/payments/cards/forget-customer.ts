import { and, eq, sql } from 'drizzle-orm'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { withGateway } from '../gateway.ts'
import type { PaymentsCtx } from '../provider.ts'
import { LONGEST_CALL_MS } from '../provider-line.ts'
import { providerCustomers } from '../schema.ts'
import { type ProviderCustomer, readProviderCustomer } from './provider-customer.ts'

/**
 * The account is deleted, so the provider deletes its customer and every card with it. Throws while the provider does not say so; the job
 * comes again. The row goes last: as long as it is there, somebody is still to be forgotten.
 */
export async function forgetCustomer(given: Ctx, { customerId }: { customerId: string }): Promise<void> {
  const ctx = withGateway(given)
  const known = await readProviderCustomer(ctx.db, customerId)
  if (!known) return
  const providerId = known.providerId ?? (await findUnnoted(ctx, known))
  if (providerId) {
    const { kind } = await ctx.gateway.cards.deleteCustomer(providerId)
    // One that is absent was deleted by an earlier run of this job.
    if (kind !== 'done' && kind !== 'absent')
      throw new Error(`The payment provider did not forget a customer: ${kind}.`)
  }
  await ctx.db
    .delete(providerCustomers)
    .where(
      and(
        eq(providerCustomers.customerId, customerId),
        sql`${providerCustomers.providerId} is not distinct from ${known.providerId}`,
      ),
    )
}

/** A customer may have been made whose answer never arrived. While the call may be under way nobody can tell. */
async function findUnnoted(ctx: PaymentsCtx, known: ProviderCustomer): Promise<string | null> {
  if (ctx.now().getTime() - known.askedAt.getTime() < LONGEST_CALL_MS)
    throw new Error('The payment provider may still be making this customer.')
  const found = await ctx.gateway.cards.findCustomer(known.customerId, known.createdAt)
  if (found.kind === 'absent') return null
  if (found.kind !== 'customer') throw new Error(`The payment provider did not answer: ${found.kind}.`)
  return found.providerId
}
