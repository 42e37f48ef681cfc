import {
  type AccessRows,
  type Answers,
  everybody,
  ownOnly,
  signed,
  staffOnly,
  toEach,
} from '#proof/testing/access-row.ts'

/** Nobody has a card of this id: there is nothing to remove, and nothing that could be the default. */
const noCard = () => ({ cardId: 'pm_none' })
const signedIn: Answers = { visitor: 401, link: 401, other: 'open', owner: 'open', staff: 'open' }

export const access: AccessRows = {
  procedures: {
    'payments.config': { who: everybody },
    'payments.health': { who: staffOnly },
    'cards.atCheckout': { who: everybody },
    'cards.list': { limit: ['readCards'], who: signedIn },
    'cards.remove': { limit: ['changeCards'], who: signedIn, ask: noCard },
    'cards.makeDefault': {
      limit: ['changeCards'],
      who: { ...toEach(404), visitor: 401, link: 401 },
      ask: noCard,
    },
  },
  pages: { '/account/cards': ownOnly },
  routes: {
    'POST /api/webhooks/stripe': {
      limit: signed,
      who: toEach(400),
      ask: () => ({ type: 'payment_intent.succeeded' }),
    },
  },
}
