import { z } from 'zod'
import { passkeyAnswer } from '#platform/auth/passkey-answers.ts'
import { optionsToAdd, optionsToAsk } from '#platform/auth/passkeys.ts'
import { typedPassword } from '#platform/auth/sign-in-fields.ts'
import { asksForCode, countTry } from '#platform/auth/take-code.ts'
import { lineField } from '#platform/fields/fields.ts'
import { customerProcedure, router } from '#platform/trpc/init.ts'
import { actingIn, handOut } from '../account/acting.ts'
import { checkPassword } from '../account/check-password.ts'
import { customerLimits } from '../rate-limits.ts'
import { keepPasskey, proveByPasskey, readPasskeys, removePasskey } from './passkeys.ts'
import { proveAgain } from './prove-again.ts'
import { newRecoveryCodes, removeTotp } from './totp-in-use.ts'
import { beginTotp, proveTotp } from './totp-set-up.ts'

const changing = customerProcedure.meta({ limit: customerLimits.changeAccount })
const PASSKEY_NAME_MAX = 60
const byPassword = z.object({ password: typedPassword })
/** Of the app with its space, or a recovery code with its dash. */
const typedCode = z.string('Enter the code').trim().min(1, 'Enter the code').max(40, 'This is no code')

/** What proves beside the password that it is the person. */
export const factorsRouter = router({
  /** With what the person can prove that it is them, beside their password. */
  mine: customerProcedure.query(async ({ ctx }) => ({
    asksForCode: await asksForCode(ctx.db, ctx.customerId),
    hasPasskey: (await readPasskeys(ctx.db, ctx.customerId)).length > 0,
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

  passkeys: customerProcedure.query(({ ctx }) => readPasskeys(ctx.db, ctx.customerId)),

  /** What the browser needs to make a passkey, for one who knows the password. */
  beginPasskey: changing.input(byPassword).mutation(async ({ ctx, input }) => {
    await checkPassword(ctx, ctx.customerId, input.password)
    const { name = '', email = '' } = ctx.visitor ?? {}
    return optionsToAdd(ctx.db, { customerId: ctx.customerId, name, email }, ctx.now())
  }),

  keepPasskey: changing
    .input(z.object({ name: lineField('Give it a name', PASSKEY_NAME_MAX), answer: passkeyAnswer }))
    .mutation(async ({ ctx, input }) => handOut(ctx, await keepPasskey(ctx, actingIn(ctx), input))),

  removePasskey: changing
    .input(z.object({ credentialId: z.string().max(1_400), password: typedPassword }))
    .mutation(async ({ ctx, input }) => handOut(ctx, await removePasskey(ctx, actingIn(ctx), input))),

  askForPasskey: changing.mutation(({ ctx }) => optionsToAsk(ctx.db, `prove:${ctx.customerId}`, ctx.now())),

  proveByPasskey: changing
    .input(z.object({ answer: passkeyAnswer }))
    .mutation(async ({ ctx, input }) => handOut(ctx, await proveByPasskey(ctx, actingIn(ctx), input.answer))),
})
