import Users from 'lucide-react/icons/users'
import { rowsOf } from '#platform/db/kept-rows.ts'
import { byCustomer, local, reference } from '#platform/db/placement.ts'
import { slice } from '#platform/slice.ts'
import { employDemoStaff } from './demo-staff.ts'
import { staffRouter } from './desk/router.ts'
import { staffInvariants } from './invariants.ts'
import { chainAuditEveryMinute, chainAuditQueue } from './jobs.ts'
import { pages } from './pages.ts'
import { staffPermissions } from './permissions.ts'
import { staffLimits } from './rate-limits.ts'
import { staffRest } from './rest.ts'

export const staff = slice({
  name: 'staff',
  about: 'Who may do what: roles, keys of programs, and the audit',
  routers: { staff: staffRouter },
  rest: staffRest,
  room: { href: '/admin/staff', label: 'Staff', icon: Users, place: 8, may: 'staff.read' },
  pages,
  permissions: staffPermissions,
  limits: staffLimits,
  queues: [chainAuditQueue],
  schedules: [chainAuditEveryMinute],
  queueWords: { 'staff.chain-audit': { does: 'Chain the audit' } },
  invariants: staffInvariants,
  demo: employDemoStaff,
  // Of staff alone, to whom the page on privacy does not speak.
  keepsOfPeople: [],
  keeps: [
    {
      what: 'invitations to join the staff',
      keptDays: 7,
      why: 'The page behind a link that was used, or came too late, says so for a while.',
      expire: rowsOf('invitations', 'id', 'expires_at < $1::timestamptz'),
    },
  ],
  leavesBehind: {
    invitations: 'A visitor has invited nobody.',
    staff_roles: 'A visitor has no role.',
  },
  ownData: {
    staff_roles: { where: 'customer_id = $1' },
    invitations: { where: 'inviter_id = $1' },
  },
  places: {
    roles: reference,
    staff_roles: byCustomer('customer_id'),
    api_keys: local,
    invitations: local,
    // One chain for the whole shop.
    audit: local,
    audit_chain: local,
  },
})
