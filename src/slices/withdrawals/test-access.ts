import { v7 as uuidv7 } from 'uuid'
import {
  type AccessRows,
  byKey,
  deskPage,
  everybody,
  nobody,
  staffOnly,
  staffOnNothing,
  type Wanted,
  whoHoldsAKey,
} from '#proof/testing/access-row.ts'

const key = ({ id, token }: Wanted) => ({ orderId: id, token })

export const access: AccessRows = {
  procedures: {
    'withdrawals.standing': { limit: ['readWithdrawals'], who: whoHoldsAKey, ask: key },
    'withdrawals.declare': {
      limit: ['withdraw'],
      who: { ...whoHoldsAKey, staff: 403 },
      ask: wanted => ({
        ...key(wanted),
        id: uuidv7(),
        name: 'Ana Moss',
        email: 'ana@example.com',
        lines: null,
      }),
    },
    'withdrawals.askForLink': {
      limit: ['withdrawalLink'],
      who: everybody,
      ask: ({ number, email }) => ({ number, email }),
    },
    'staffWithdrawals.list': { who: staffOnly, ask: () => ({ state: null, after: null }) },
    'staffWithdrawals.waiting': { who: { ...staffOnly, staff: 'open' } },
    'staffWithdrawals.ofOrder': { who: staffOnly, ask: ({ id }) => ({ orderId: id }) },
    'staffWithdrawals.settle': {
      who: staffOnNothing,
      ask: () => ({ withdrawalId: uuidv7(), outcome: 'refused', reason: 'Opened' }),
    },
  },
  rest: {
    'POST /api/v1/orders/{id}/withdrawals': {
      limit: ['withdraw'],
      who: { ...nobody, link: 'order', owner: 'order' },
      ask: () => ({ name: 'Ana Moss', email: 'ana@example.com' }),
    },
    'GET /api/v1/admin/withdrawals': byKey,
    'POST /api/v1/admin/withdrawals/{id}/settle': byKey,
  },
  pages: {
    '/withdraw': everybody,
    '/orders/[id]/withdraw': whoHoldsAKey,
    '/admin/withdrawals': deskPage,
  },
}
