import { v7 as uuidv7 } from 'uuid'
import { deskAction, onceForDesk } from '#desk/actions/once.ts'
import { inAudit } from '#platform/audit/audited.ts'
import { router, staffProcedure } from '#platform/trpc/init.ts'
import { auditedKey, makeKey, takeKeyBack } from '../keys.ts'
import { readAudit, readKeys, readRoles, readStaff } from '../queries.ts'
import { accountOf, auditedPerson, auditedRole, deleteRole, giveRole, saveRole, takeRole } from '../roles.ts'
import {
  auditSchema,
  byIdSchema,
  giveRoleSchema,
  makeKeySchema,
  saveRoleSchema,
  takeRoleSchema,
} from './input.ts'

const AUDIT_PAGE = 50

export const staffRouter = router({
  people: staffProcedure('staff.read').query(({ ctx }) => readStaff(ctx.db)),
  roles: staffProcedure('staff.read').query(({ ctx }) => readRoles(ctx.db)),

  giveRole: deskAction('staff.write', { freshProof: true })
    .input(giveRoleSchema)
    .mutation(async ({ ctx, input }) => {
      const customerId = await accountOf(ctx.db, input.email)
      const change = { action: 'staff.give-role', to: auditedPerson, id: customerId }
      return onceForDesk(ctx, change, input, async ctx => {
        await giveRole(ctx, { customerId, roleId: input.roleId })
        return { customerId }
      })
    }),

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

  keys: staffProcedure('keys.write').query(({ ctx }) => readKeys(ctx.db)),

  /** Its answer holds the secret, so it is not kept as those of other actions are: a lost answer means a new key. */
  makeKey: staffProcedure('keys.write', { freshProof: true })
    .input(makeKeySchema)
    .mutation(({ ctx, input }) => {
      const id = uuidv7()
      return inAudit(ctx, { action: 'keys.make', to: auditedKey, id }, ctx => makeKey(ctx, { ...input, id }))
    }),

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
