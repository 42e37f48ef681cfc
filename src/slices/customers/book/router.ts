import { z } from 'zod'
import { customerProcedure, publicProcedure, router } from '#platform/trpc/init.ts'
import { customerLimits } from '../rate-limits.ts'
import { savedAddresses } from './queries.ts'
import { removeAddress, saveAddress } from './save-address.ts'
import { saveAddressSchema } from './saved-address.ts'

const changing = customerProcedure.meta({ limit: customerLimits.changeAddresses })

/** The addresses that a person keeps in their account. */
export const addressBookRouter = router({
  list: customerProcedure.query(({ ctx }) => savedAddresses(ctx.db, ctx.customerId)),

  /** The same for the checkout, where nobody needs an account: none. */
  forCheckout: publicProcedure.query(({ ctx }) =>
    ctx.visitor && !ctx.visitor.isAnonymous ? savedAddresses(ctx.db, ctx.visitor.customerId) : [],
  ),

  save: changing
    .input(saveAddressSchema)
    .mutation(({ ctx, input }) => saveAddress(ctx, ctx.customerId, input)),

  remove: changing
    .input(z.object({ id: z.uuid() }))
    .mutation(({ ctx, input }) => removeAddress(ctx, ctx.customerId, input.id)),
})
