import { z } from 'zod'
import { typedPassword } from '#platform/auth/sign-in-fields.ts'
import { asksForCode, countTry } from '#platform/auth/take-code.ts'
import { customerProcedure, router } from '#platform/trpc/init.ts'
import { actingIn, handOut } from '../account/acting.ts'
import { customerLimits } from '../rate-limits.ts'
import { proveAgain } from './prove-again.ts'
import { newRecoveryCodes, removeTotp } from './totp-in-use.ts'
import { beginTotp, proveTotp } from './totp-set-up.ts'

const changing = customerProcedure.meta({ limit: customerLimits.changeAccount })
const byPassword = z.object({ password: typedPassword })
/** Of the app with its space, or a recovery code with its dash. */
const typedCode = z.string('Enter the code').trim().min(1, 'Enter the code').max(40, 'This is no code')

/** What proves beside the password that it is the person. */
export const factorsRouter = router({
  /** With what the person can prove that it is them, beside their password. */
  mine: customerProcedure.query(async ({ ctx }) => ({
    asksForCode: await asksForCode(ctx.db, ctx.customerId),
  })),

  beginTotp: changing
    .input(byPassword)
    .mutation(({ ctx, input }) =>
      beginTotp(ctx, { customerId: ctx.customerId, email: ctx.visitor?.email ?? '' }, input.password),
    ),

  /** Answers the recovery codes, this once. */
  proveTotp: changing.input(z.object({ code: typedCode })).mutation(async ({ ctx, input }) => {
    const takeOff = await countTry(ctx, ctx.customerId, ctx.address)
    const { codes, renewed } = await proveTotp(ctx, actingIn(ctx), input.code)
    await takeOff()
    handOut(ctx, renewed)
    return { codes }
  }),

  newCodes: changing.input(byPassword).mutation(async ({ ctx, input }) => {
    const { codes, renewed } = await newRecoveryCodes(ctx, actingIn(ctx), input.password)
    handOut(ctx, renewed)
    return { codes }
  }),

  removeTotp: changing
    .input(byPassword)
    .mutation(async ({ ctx, input }) => handOut(ctx, await removeTotp(ctx, actingIn(ctx), input.password))),

  /** The person at the desk is still the one who signed in. */
  prove: changing
    .input(z.union([byPassword, z.object({ code: typedCode })]))
    .mutation(async ({ ctx, input }) => handOut(ctx, await proveAgain(ctx, actingIn(ctx), input))),
})
