import { v7 as uuidv7 } from 'uuid'
import { deskAction, onceForDesk } from '#desk/actions/once.ts'
import { inAudit } from '#platform/audit/audited.ts'
import { MAY_SEE_AS } from '#platform/auth/seeing-as.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { customerProcedure, publicProcedure, router, staffProcedure } from '#platform/trpc/init.ts'
import {
  acceptInvitation,
  accountToGive,
  auditedInvitation,
  invitationKeySchema,
  invite,
  openInvitation,
  readInvitations,
  takeInvitationBack,
} from '../invitations.ts'
import { auditedKey, makeKey, rotateKey, takeKeyBack } from '../keys.ts'
import { readAudit, readKeys, readRoles, readStaff } from '../queries.ts'
import { staffLimits } from '../rate-limits.ts'
import { auditedPerson, auditedRole, deleteRole, giveRole, saveRole, takeRole } from '../roles.ts'
import { auditedSeeing, seeAs, stopSeeing } from '../see-as.ts'
import {
  auditSchema,
  byIdSchema,
  giveRoleSchema,
  makeKeySchema,
  rotateKeySchema,
  saveRoleSchema,
  seeAsSchema,
  takeRoleSchema,
} from './input.ts'

const AUDIT_PAGE = 50

export const staffRouter = router({
  people: staffProcedure('staff.read').query(({ ctx }) => readStaff(ctx.db)),
  roles: staffProcedure('staff.read').query(({ ctx }) => readRoles(ctx.db)),

  /** Gives a role to the account of an address, or asks its owner by mail when nobody has proved that they read there. */
  giveRole: deskAction('staff.write', { freshProof: true })
    .input(giveRoleSchema)
    .mutation(async ({ ctx, input }) => {
      const { actionId: _, email, ...wanted } = input
      const customerId = await accountToGive(ctx.db, email)
      if (customerId) {
        const change = { action: 'staff.give-role', to: auditedPerson, id: customerId }
        return onceForDesk(ctx, change, input, async ctx => {
          await giveRole(ctx, { customerId, ...wanted })
          return { became: 'given' as const }
        })
      }
      const id = uuidv7()
      return onceForDesk(ctx, { action: 'staff.invite', to: auditedInvitation, id }, input, async ctx => {
        await invite(ctx, { id, email, ...wanted })
        return { became: 'invited' as const }
      })
    }),

  /** What a mailed invitation is for. Reading it uses nothing up. */
  invitation: publicProcedure
    .meta({ limit: staffLimits.openInvitation })
    .input(invitationKeySchema)
    .query(async ({ ctx, input }) => {
      const invitation = await openInvitation(ctx.db, input, ctx.now())
      if (!invitation)
        throw new Refusal('not_found', 'This link is not complete. Open the one in your email again.')
      const reader =
        !ctx.visitor || ctx.visitor.isAnonymous
          ? 'nobody'
          : ctx.visitor.email === invitation.email
            ? 'invited'
            : 'other'
      return { ...invitation, reader } as const
    }),

  join: customerProcedure
    .meta({ limit: staffLimits.join })
    .input(invitationKeySchema)
    .mutation(async ({ ctx, input }) => {
      const change = { action: 'staff.accept-invitation', to: auditedInvitation, id: input.id }
      await inAudit(ctx, change, ctx => acceptInvitation(ctx, input))
      return { joined: true }
    }),

  invitations: staffProcedure('staff.read').query(({ ctx }) => readInvitations(ctx.db)),

  takeInvitationBack: deskAction('staff.write')
    .input(byIdSchema)
    .mutation(({ ctx, input }) =>
      onceForDesk(
        ctx,
        { action: 'staff.take-invitation-back', to: auditedInvitation, id: input.id },
        input,
        async ctx => {
          await takeInvitationBack(ctx, input.id)
          return { taken: true }
        },
      ),
    ),

  takeRole: deskAction('staff.write', { freshProof: true })
    .input(takeRoleSchema)
    .mutation(({ ctx, input }) =>
      onceForDesk(
        ctx,
        { action: 'staff.take-role', to: auditedPerson, id: input.customerId },
        input,
        async ctx => {
          await takeRole(ctx, input)
          return { taken: true }
        },
      ),
    ),

  saveRole: deskAction('staff.write', { freshProof: true })
    .input(saveRoleSchema)
    .mutation(({ ctx, input: { actionId, ...input } }) =>
      onceForDesk(
        ctx,
        { action: 'staff.save-role', to: auditedRole, id: input.id ?? input.name },
        { ...input, actionId },
        async ctx => ({ id: await saveRole(ctx, input) }),
      ),
    ),

  deleteRole: deskAction('staff.write', { freshProof: true })
    .input(byIdSchema)
    .mutation(({ ctx, input }) =>
      onceForDesk(ctx, { action: 'staff.delete-role', to: auditedRole, id: input.id }, input, async ctx => {
        await deleteRole(ctx, input.id)
        return { deleted: true }
      }),
    ),

  /** Its answer brings cookies, so it is not repeated from what is kept, as other actions are. */
  seeAs: staffProcedure(MAY_SEE_AS, { freshProof: true })
    .input(seeAsSchema)
    .mutation(async ({ ctx, input: { customerId, reason } }) => {
      const change = { action: MAY_SEE_AS, to: auditedSeeing, id: customerId, reason }
      await inAudit(ctx, change, ctx => seeAs(ctx, customerId))
      return { seeing: true }
    }),

  stopSeeing: publicProcedure.meta({ whileSeeing: true }).mutation(async ({ ctx }) => {
    await stopSeeing(ctx)
    return { stopped: true }
  }),

  keys: staffProcedure('keys.write').query(({ ctx }) => readKeys(ctx.db)),

  /** Its answer holds the secret, so it is not kept as those of other actions are: a lost answer means a new key. */
  makeKey: staffProcedure('keys.write', { freshProof: true })
    .input(makeKeySchema)
    .mutation(({ ctx, input }) => {
      const id = uuidv7()
      return inAudit(ctx, { action: 'keys.make', to: auditedKey, id }, ctx => makeKey(ctx, { ...input, id }))
    }),

  /** Like `makeKey`: its answer holds the secret. */
  rotateKey: staffProcedure('keys.write', { freshProof: true })
    .input(rotateKeySchema)
    .mutation(({ ctx, input }) =>
      inAudit(ctx, { action: 'keys.rotate', to: auditedKey, id: input.id }, ctx => rotateKey(ctx, input)),
    ),

  takeKeyBack: deskAction('keys.write', { freshProof: true })
    .input(byIdSchema)
    .mutation(({ ctx, input }) =>
      onceForDesk(ctx, { action: 'keys.take-back', to: auditedKey, id: input.id }, input, async ctx => {
        await takeKeyBack(ctx, input.id)
        return { taken: true }
      }),
    ),

  audit: staffProcedure('audit.read')
    .input(auditSchema)
    .query(async ({ ctx, input: { after, ...asked } }) => {
      const page = await readAudit(ctx.db, { ...asked, after: after ?? undefined, limit: AUDIT_PAGE })
      return { ...page, readAt: ctx.now() }
    }),
})
