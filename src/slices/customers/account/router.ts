import { z } from 'zod'
import { newPassword, typedPassword } from '#platform/auth/sign-in-fields.ts'
import { emailField, lineField, newEmailField } from '#platform/fields/fields.ts'
import { LIMITS } from '#platform/fields/limits.ts'
import { limit } from '#platform/http/rate-limits.ts'
import { sha256 } from '#platform/lib/hash.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { customerProcedure, publicProcedure, router } from '#platform/trpc/init.ts'
import { askForAddressProof, askForNewPassword } from '../proofs/ask-for-proof.ts'
import { openProof } from '../proofs/open-proof.ts'
import { proofKeySchema } from '../proofs/proof.ts'
import { customerLimits } from '../rate-limits.ts'
import { actingIn, handOut } from './acting.ts'
import { changeEmail } from './change-email.ts'
import { changeName } from './change-name.ts'
import { changePassword } from './change-password.ts'
import { endSessions } from './end-sessions.ts'
import { readSecurity } from './queries.ts'
import { removeAccount } from './remove-account.ts'

const changing = customerProcedure.meta({ limit: customerLimits.changeAccount })
const asking = { limit: customerLimits.askForLink }

/** What a signed-in person does to their own account. */
export const accountRouter = router({
  security: customerProcedure.query(async ({ ctx }) => {
    const security = await readSecurity(ctx.db, actingIn(ctx), ctx.now())
    if (!security) throw new Refusal('not_found', 'This account is gone.')
    return security
  }),

  /** `others`: all but this one. An id of a session that is not theirs, or over, ends nothing. */
  endSessions: changing
    .input(
      z.object({
        which: z.union([z.literal('others'), z.literal('all'), z.object({ sessionId: z.uuid() })]),
      }),
    )
    .mutation(async ({ ctx, input }) => ({ ended: await endSessions(ctx, actingIn(ctx), input.which) })),

  changeName: changing
    .input(z.object({ name: lineField('Enter your full name', LIMITS.name) }))
    .mutation(({ ctx, input }) => changeName(ctx, ctx.customerId, input.name)),

  changePassword: changing
    .input(z.object({ password: typedPassword, newPassword }))
    .mutation(async ({ ctx, input }) => handOut(ctx, await changePassword(ctx, actingIn(ctx), input))),

  /** Deletes the account; orders go on without it. */
  remove: changing
    .input(z.object({ password: typedPassword }))
    .mutation(({ ctx, input }) => removeAccount(ctx, ctx.customerId, input.password)),

  /** Mails a link to the new address. */
  changeEmail: customerProcedure
    .meta(asking)
    .input(z.object({ email: newEmailField, password: typedPassword }))
    .mutation(async ({ ctx, input }) => {
      await limit(ctx, customerLimits.linkByEmail, sha256(input.email))
      await changeEmail(ctx, { customerId: ctx.customerId, email: ctx.visitor?.email ?? '' }, input)
    }),

  /** Mails the link that proves the address once more. */
  proveAddress: customerProcedure.meta(asking).mutation(async ({ ctx }) => {
    await limit(ctx, customerLimits.linkByEmail, sha256(ctx.visitor?.email ?? ''))
    await askForAddressProof(ctx, ctx.customerId)
  }),

  /** The answer comes before the shop looks whether there is such an account, and is the same either way. */
  forgotPassword: publicProcedure
    .meta(asking)
    .input(z.object({ email: emailField }))
    .mutation(async ({ ctx, input: { email } }) => {
      await limit(ctx, customerLimits.linkByEmail, sha256(email))
      ctx.goOn(askForNewPassword(ctx, email))
    }),

  /** What a mailed link is for. Reading it uses nothing up. */
  link: publicProcedure
    .meta({ limit: customerLimits.openLink })
    .input(proofKeySchema)
    .query(async ({ ctx, input }) => {
      const proof = await openProof(ctx.db, input, ctx.now())
      if (!proof)
        throw new Refusal('not_found', 'This link is not complete. Open the one in your email again.')
      const { purpose, email, state } = proof
      return { purpose, email, state, isOwn: ctx.visitor?.customerId === proof.customerId }
    }),
})
