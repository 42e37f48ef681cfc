import { v7 as uuidv7 } from 'uuid'
import {
  type AccessRows,
  byKey,
  deskPage,
  everybody,
  staffOnly,
  staffOnNothing,
  toEach,
} from '#proof/testing/access-row.ts'

const nothing = () => ({ id: uuidv7() })

export const access: AccessRows = {
  procedures: {
    'staff.people': { who: staffOnly },
    'staff.roles': { who: staffOnly },
    'staff.giveRole': { who: staffOnNothing, ask: () => ({ email: 'nobody@example.com', roleId: uuidv7() }) },
    'staff.takeRole': { who: staffOnNothing, ask: () => ({ customerId: uuidv7(), roleId: uuidv7() }) },
    'staff.saveRole': {
      who: staffOnNothing,
      ask: () => ({ id: uuidv7(), name: 'Nobody', about: 'Nothing', permissions: ['orders.read'] }),
    },
    'staff.deleteRole': { who: staffOnNothing, ask: nothing },
    'staff.invitation': {
      limit: ['openInvitation'],
      who: toEach(404),
      ask: () => ({ id: uuidv7(), key: 'none' }),
    },
    'staff.join': {
      limit: ['join'],
      who: { ...toEach(404), visitor: 401, link: 401 },
      ask: () => ({ id: uuidv7(), key: 'none' }),
    },
    'staff.invitations': { who: staffOnly },
    'staff.takeInvitationBack': { who: staffOnNothing, ask: nothing },
    'staff.seeAs': { who: staffOnNothing, ask: () => ({ customerId: uuidv7(), reason: 'They called' }) },
    'staff.stopSeeing': { who: everybody },
    'staff.keys': { who: staffOnly },
    'staff.rotateKey': { who: staffOnNothing, ask: nothing },
    'staff.makeKey': {
      who: staffOnly,
      ask: () => ({ name: 'Till', may: ['orders.read'], expiresAt: null }),
    },
    'staff.takeKeyBack': { who: staffOnNothing, ask: nothing },
    'staff.audit': { who: staffOnly, ask: () => ({ after: null }) },
  },
  rest: { 'GET /api/v1/admin/audit': byKey },
  pages: {
    '/account/invitations/[id]': everybody,
    '/admin/staff': deskPage,
    '/admin/staff/keys': deskPage,
    '/admin/staff/audit': deskPage,
  },
}
