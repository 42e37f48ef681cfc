import { v7 as uuidv7 } from 'uuid'
import {
  type AccessRows,
  type Answers,
  byKey,
  everybody,
  staffOnly,
  staffOnNothing,
} from '#proof/testing/access-row.ts'

const signedIn: Answers = { visitor: 401, link: 401, other: 'open', owner: 'open', staff: 'open' }
const nothing = () => ({ id: uuidv7() })

export const access: AccessRows = {
  procedures: {
    'credit.balance': {
      limit: ['askGiftCard', 'guessGiftCard'],
      who: everybody,
      ask: () => ({ code: 'BCDF-GHJK-MNPR-STVW' }),
    },
    'credit.mine': { who: signedIn },
    'staffCredit.list': { who: staffOnly, ask: () => ({ search: null, after: null }) },
    'staffCredit.one': { who: staffOnNothing, ask: nothing },
    'staffCredit.entries': { who: staffOnly, ask: () => ({ ...nothing(), after: 1 }) },
    'staffCredit.issue': { who: staffOnly, ask: () => ({ ...nothing(), amount: 100 }) },
    'staffCredit.setState': { who: staffOnNothing, ask: () => ({ ...nothing(), to: 'block' }) },
    'staffCredit.adjust': {
      who: staffOnNothing,
      ask: () => ({ ...nothing(), adjustmentId: uuidv7(), amount: 100, reason: 'A mistake' }),
    },
    'staffCredit.mailAgain': { who: staffOnNothing, ask: nothing },
    'staffCredit.owed': { who: staffOnly, ask: () => ({}) },
  },
  rest: {
    'GET /api/v1/admin/gift-cards': byKey,
    'GET /api/v1/admin/gift-cards/{id}': byKey,
    'POST /api/v1/admin/gift-cards': byKey,
    'POST /api/v1/admin/gift-cards/{id}/block': byKey,
    'POST /api/v1/admin/gift-cards/{id}/unblock': byKey,
    'POST /api/v1/admin/gift-cards/{id}/adjust': byKey,
    'GET /api/v1/admin/reports/liability': byKey,
  },
  pages: {
    '/gift-cards': everybody,
    '/account/credit': { ...everybody, owner: 'order' },
    '/admin/gift-cards': everybody,
    '/admin/gift-cards/owed': everybody,
    '/admin/gift-cards/[id]': everybody,
  },
}
