import { type AccessRows, everybody } from '#proof/testing/access-row.ts'

// A cart is found by the session alone: no input names one.
export const access: AccessRows = {
  procedures: {
    'cart.get': { who: everybody },
    'cart.add': { limit: ['ask', 'visit'], who: everybody, ask: ({ sku }) => ({ sku, quantity: 1 }) },
    'cart.change': {
      limit: ['ask', 'visit'],
      who: { ...everybody, visitor: 404, link: 404 },
      after: 'cart.add',
      ask: ({ sku }) => ({ sku, quantity: 2 }),
    },
    'cart.remove': { limit: ['ask', 'visit'], who: everybody, ask: ({ sku }) => ({ sku }) },
    'cart.acceptPrices': { limit: ['ask', 'visit'], who: everybody },
    'cart.acceptLeftOut': { limit: ['ask', 'visit'], who: everybody },
  },
  pages: { '/cart': everybody },
}
