import { v7 as uuidv7 } from 'uuid'
import { expect } from 'vitest'
import { eventually } from '#proof/testing/eventually.ts'
import type { RestShop } from '#proof/testing/rest-shop.ts'

export const gbp = (amount: number) => ({ amount, currency: 'GBP' })

const address = {
  name: 'Ada Byron',
  line1: '12 St James’s Square',
  city: 'London',
  postalCode: 'SW1Y 4JH',
  country: 'GB',
}

/** Two mugs for a shopper in London, paid with a card, as a program sends them. */
export const twoMugs = (changes: object = {}) => ({
  email: 'ada@example.com',
  lines: [{ sku: 'MUG', quantity: 2 }],
  shippingAddress: address,
  shippingMethod: 'standard',
  payment: { method: 'pm_card_visa' },
  ...changes,
})

/** Sends the order until the bank has answered. */
export const placeOver = (shop: RestShop, changes: object = {}, id: string = uuidv7()) =>
  eventually(async () => {
    const answer = await shop.send('POST', '/api/v1/orders', {
      body: twoMugs(changes),
      headers: { 'idempotency-key': id },
    })
    expect(answer.body.status).not.toBe('processing')
    return answer
  })

export const quoteOver = (shop: RestShop, changes: object = {}) =>
  shop.send('POST', '/api/v1/quotes', {
    body: { lines: twoMugs().lines, shippingAddress: address, ...changes },
  })
