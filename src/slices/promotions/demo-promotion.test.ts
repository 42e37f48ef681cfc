import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { demoPromotion } from './demo-promotion.ts'
import { livePromotions } from './live-promotions.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(() => shop.close())

test('a demo shop has one code to play with, and nothing that orders get by themselves', async () => {
  await shop.db.transaction(demoPromotion)
  const asked = { at: new Date(), currency: 'GBP' }
  expect((await livePromotions(shop.db, { ...asked, codes: [] })).live).toEqual([])
  expect((await livePromotions(shop.db, { ...asked, codes: ['welcome10'] })).live).toMatchObject([
    {
      code: 'WELCOME10',
      effect: { kind: 'percent', basisPoints: 1_000 },
      limitPerCustomer: 1,
      combines: false,
    },
  ])
})
