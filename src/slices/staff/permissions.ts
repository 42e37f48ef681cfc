import type { Permissions } from '#platform/rights/permission.ts'

export const staffPermissions = {
  'staff.read': 'See staff, their roles and the keys',
  'staff.write': 'Give and take roles, and change what a role may do',
  'keys.write': 'Make and take back keys of programs',
  'customers.see_as': 'See the shop as a customer sees it, without changing anything',
  'audit.read': 'See who did what',
} as const satisfies Permissions
