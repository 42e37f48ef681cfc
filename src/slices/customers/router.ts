import { publicProcedure, router } from '#platform/trpc/init.ts'

export const customersRouter = router({
  /** The signed-in customer, for the header and for filling in forms; null for a visitor without a session. */
  me: publicProcedure.query(({ ctx }) => {
    if (!ctx.visitor) return null
    const { name, email, isAnonymous, isStaff } = ctx.visitor
    return { name, email, isAnonymous, isStaff }
  }),
})
