import { z } from 'zod'
import { reasonSchema } from '#desk/reason.ts'
import { emailField, lineField, searchField } from '#platform/fields/fields.ts'
import { momentField } from '#platform/fields/moment-field.ts'

const ROLE_NAME_MAX = 60
const ABOUT_MAX = 200
const KEY_NAME_MAX = 80
const PERMISSIONS_MAX = 200

const permissions = z
  .array(z.string().regex(/^(\*|[a-z]+\.[a-z_]+)$/, 'This is no permission'))
  .max(PERMISSIONS_MAX)

/** The warehouse that a role is bound to; null: none. */
const warehouseId = z.uuid().nullable().default(null)

export const giveRoleSchema = z.object({ email: emailField, roleId: z.uuid('Choose a role'), warehouseId })
export const takeRoleSchema = z.object({ customerId: z.uuid(), roleId: z.uuid(), warehouseId })

export const saveRoleSchema = z.object({
  id: z.uuid().nullable(),
  name: lineField('Give it a name', ROLE_NAME_MAX),
  about: lineField('Say in a few words who it is for', ABOUT_MAX),
  permissions: permissions.min(1, 'Tick what it may do'),
})

export const makeKeySchema = z.object({
  name: lineField('Give it a name, such as that of the program', KEY_NAME_MAX),
  may: permissions.min(1, 'Tick what it may do'),
  expiresAt: momentField('Choose a day').nullable(),
})

/** The secret before goes on opening for this long, so that a program can be moved over. */
export const rotateKeySchema = z.object({ id: z.uuid(), oldHours: z.int().min(0).max(168).default(24) })

export const seeAsSchema = z.object({ customerId: z.uuid(), reason: reasonSchema })

export const byIdSchema = z.object({ id: z.uuid() })

export const auditSchema = z.object({
  actor: searchField(200).optional(),
  entity: searchField(60).optional(),
  entityId: searchField(200).optional(),
  after: z.int().min(1).nullable(),
})
