import { eq, sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { customers } from '#platform/auth/schema.ts'
import { env } from '#platform/lib/env.ts'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { seedDemo } from '#run/seed/seed.ts'
import { prices, variants } from '#slices/catalog/schema.ts'
import { acceptLeftOut } from './accept-left-out.ts'
import { acceptPrices } from './accept-prices.ts'
import { addToCart } from './add-to-cart.ts'
import { carryOverCart } from './carry-over-cart.ts'
import { MAX_LINES } from './cart.ts'
import { changeLine } from './change-line.ts'
import { readCart } from './queries.ts'
import { removeLine } from './remove-line.ts'
import { cartLines, carts } from './schema.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
  await seedDemo()
})
afterAll(() => shop.close())

let customerId: string
beforeEach(async () => {
  customerId = await newCustomer()
})

async function newCustomer() {
  const id = uuidv7()
  await shop.db
    .insert(customers)
    .values({ id, name: 'Visitor', email: `${id}@visitor.invalid`, isAnonymous: true })
  return id
}

const add = (sku: string, quantity = 1, who = customerId) =>
  addToCart(shop.ctx, { customerId: who, sku, quantity })
const cart = (who = customerId) => readCart(shop.db, who)

async function reprice(sku: string, amountMinor: number) {
  const [variant] = await shop.db.select({ id: variants.id }).from(variants).where(eq(variants.sku, sku))
  if (!variant) throw new Error(`There is no ${sku}`)
  await shop.db
    .update(prices)
    .set({ validTo: new Date() })
    .where(sql`variant_id = ${variant.id} and valid_to is null`)
  await shop.db.insert(prices).values({ id: uuidv7(), variantId: variant.id, amountMinor, currency: 'GBP' })
}

it('an added item is in the cart with its name, options, picture and price', async () => {
  await add('MUG-STONE-MOSS-L', 2)
  const { lines, subtotal, count } = await cart()
  expect(lines).toEqual([
    {
      sku: 'MUG-STONE-MOSS-L',
      slug: 'stoneware-mug',
      name: 'Stoneware mug',
      options: { Colour: 'Moss', Size: 'Large' },
      imageUrl: '/pictures/stoneware-mug.moss.front.svg',
      quantity: 2,
      unitPrice: { amount: 1800, currency: 'GBP' },
      reduction: null,
      seenPrice: { amount: 1800, currency: 'GBP' },
      priceChanged: false,
      available: 40,
      later: null,
      isSold: true,
      total: { amount: 3600, currency: 'GBP' },
    },
  ])
  expect([subtotal.amount, count]).toEqual([3600, 2])
})

it('adding the same item again adds up, but never beyond the stock', async () => {
  expect((await add('THROW-WOOL-MARIGOLD', 2)).added).toBe(2)
  const second = await add('THROW-WOOL-MARIGOLD', 5)
  expect(second.added).toBe(1)
  expect(second.cart.count).toBe(3)
  expect((await add('THROW-WOOL-MARIGOLD')).added).toBe(0)
})

it('a line holds at most 99', async () => {
  await add('TOWEL-TEA-BLUE', 99)
  expect((await add('TOWEL-TEA-BLUE', 99)).cart.count).toBe(99)
})

it('the cart refuses an item that is sold out or not sold', async () => {
  await expect(add('VASE-RING-OAT')).rejects.toMatchObject({
    code: 'conflict',
    message: 'Ring vase is sold out.',
  })
  await expect(add('NO-SUCH-THING')).rejects.toMatchObject({ code: 'not_found' })
  expect((await cart()).lines).toEqual([])
})

it('two adds at the same moment both count', async () => {
  await Promise.all(Array.from({ length: 5 }, () => add('MUG-STONE-BLUE-S')))
  expect((await cart()).count).toBe(5)
})

it('a cart holds at most fifty different items, but takes more units of those', async () => {
  const onSale = await shop.db.execute<{ sku: string }>(sql`
    select sku from variants where (select sum(on_hand) from stock_levels where variant_id = variants.id) > 1 order by sku limit ${MAX_LINES + 1}`)
  const skus = onSale.map(row => row.sku)
  for (const sku of skus.slice(0, MAX_LINES)) await add(sku)
  await expect(add(skus[MAX_LINES] ?? '')).rejects.toMatchObject({ code: 'conflict' })
  expect((await add(skus[0] ?? '')).added).toBe(1)
  expect((await cart()).lines).toHaveLength(MAX_LINES)
})

it('a changed quantity counts, up to the stock', async () => {
  await add('THROW-WOOL-MARIGOLD')
  const changed = await changeLine(shop.ctx, { customerId, sku: 'THROW-WOOL-MARIGOLD', quantity: 50 })
  expect(changed.lines[0]?.quantity).toBe(3)
  await expect(changeLine(shop.ctx, { customerId, sku: 'PLANT-CACTUS', quantity: 1 })).rejects.toMatchObject({
    code: 'not_found',
  })
})

it('a removed item is gone, and removing it again changes nothing', async () => {
  await add('PLANT-CACTUS')
  await add('TROWEL-HAND')
  await removeLine(shop.ctx, { customerId, sku: 'PLANT-CACTUS' })
  const left = await removeLine(shop.ctx, { customerId, sku: 'PLANT-CACTUS' })
  expect(left.lines.map(line => line.sku)).toEqual(['TROWEL-HAND'])
})

it('the cart shows a changed price until the shopper agrees to it', async () => {
  await add('CALENDAR-BLOCKS')
  await reprice('CALENDAR-BLOCKS', 3900)
  const [line] = (await cart()).lines
  expect(line).toMatchObject({
    priceChanged: true,
    unitPrice: { amount: 3900 },
    seenPrice: { amount: 3400 },
    total: { amount: 3900 },
  })
  expect((await acceptPrices(shop.ctx, { customerId })).lines[0]).toMatchObject({
    priceChanged: false,
    seenPrice: { amount: 3900 },
  })
})

it('a sale that begins while the cart is open is a changed price, which says what was charged before', async () => {
  const sku = 'MUG-STONE-MOSS-L'
  await add(sku)
  const saleId = uuidv7()
  await shop.db.execute(sql`
    insert into sale_prices (sale_id, variant_id, amount_minor, currency, starts_at, actor)
    select ${saleId}, id, 1500, 'GBP', now(), '' from variants where sku = ${sku}`)
  const [line] = (await cart()).lines
  expect(line).toMatchObject({
    priceChanged: true,
    unitPrice: { amount: 1_500 },
    seenPrice: { amount: 1_800 },
  })
  expect(line?.reduction).toMatchObject({ before: { amount: 1_800 }, lowest: { amount: 1_800 } })
  const [accepted] = (await acceptPrices(shop.ctx, { customerId })).lines
  expect(accepted).toMatchObject({ priceChanged: false, seenPrice: { amount: 1_500 } })
  await shop.db.execute(sql`update sale_prices set ends_at = clock_timestamp() where sale_id = ${saleId}`)
  expect((await cart()).lines[0]).toMatchObject({
    priceChanged: true,
    unitPrice: { amount: 1_800 },
    reduction: null,
  })
})

it('a line shows how many units are left, and none when the item is no longer sold', async () => {
  await add('JAR-GINGER-PLUM')
  expect((await cart()).lines[0]?.available).toBe(1)
  await shop.db.update(variants).set({ active: false }).where(eq(variants.sku, 'JAR-GINGER-PLUM'))
  expect((await cart()).lines[0]?.available).toBe(0)
  await shop.db.update(variants).set({ active: true }).where(eq(variants.sku, 'JAR-GINGER-PLUM'))
})

it("a visitor's cart is merged into the account's, with the same items added up and capped", async () => {
  const account = await newCustomer()
  await add('TOWEL-TEA-BLUE', 60, account)
  await add('TOWEL-TEA-BLUE', 60)
  await add('TROWEL-HAND', 2)
  await carryOverCart(shop.db, customerId, account)
  await carryOverCart(shop.db, customerId, account)
  const merged = await cart(account)
  expect(Object.fromEntries(merged.lines.map(line => [line.sku, line.quantity]))).toEqual({
    'TOWEL-TEA-BLUE': 99,
    'TROWEL-HAND': 2,
  })
  expect((await cart()).lines).toEqual([])
  expect(merged.leftOut).toEqual([
    { name: 'Striped tea towel', options: { Colour: 'Blue' }, quantity: 21, why: { is: 'most', most: 99 } },
  ])
  expect((await acceptLeftOut(shop.ctx, { customerId: account })).leftOut).toEqual([])
})

/** How the item is sold in this test; afterwards as before. */
async function whileSold(
  sku: string,
  how: { active?: boolean; maxPerOrder?: number },
  work: () => Promise<void>,
) {
  await shop.db.update(variants).set(how).where(eq(variants.sku, sku))
  await work().finally(() =>
    shop.db.update(variants).set({ active: true, maxPerOrder: null }).where(eq(variants.sku, sku)),
  )
}

it('a merged line keeps to the most that one order may hold of its item, and the rest is told', async () => {
  const [together, alone, over] = ['MUG-STONE-MOSS-L', 'TOWEL-TEA-BLUE', 'PLANT-CACTUS']
  const account = await newCustomer()
  await add(together, 2, account)
  await add(over, 4, account)
  await add(together, 2)
  await add(alone, 5)
  await add(over, 1)
  await whileSold(together, { maxPerOrder: 3 }, () =>
    whileSold(alone, { maxPerOrder: 2 }, () =>
      whileSold(over, { maxPerOrder: 2 }, () => carryOverCart(shop.db, customerId, account)),
    ),
  )
  const { lines, leftOut } = await cart(account)
  // What the account itself holds above a limit that came later stays: the checkout says so.
  expect(Object.fromEntries(lines.map(line => [line.sku, line.quantity]))).toEqual({
    [together]: 3,
    [alone]: 2,
    [over]: 4,
  })
  expect(leftOut.map(({ quantity, why }) => ({ quantity, why }))).toEqual([
    { quantity: 1, why: { is: 'own_most', most: 3 } },
    { quantity: 3, why: { is: 'own_most', most: 2 } },
    { quantity: 1, why: { is: 'own_most', most: 2 } },
  ])
})

it('a merged line keeps to the shop’s own limit, which a setting may lower', async () => {
  const account = await newCustomer()
  await add('TOWEL-TEA-BLUE', 6, account)
  await add('TOWEL-TEA-BLUE', 6)
  const { UNITS_PER_LINE, RATE_LIMITS } = env()
  Object.assign(env(), { UNITS_PER_LINE: 8, RATE_LIMITS: 'on' })
  await carryOverCart(shop.db, customerId, account).finally(() =>
    Object.assign(env(), { UNITS_PER_LINE, RATE_LIMITS }),
  )
  const { lines, leftOut } = await cart(account)
  expect(lines[0]?.quantity).toBe(8)
  expect(leftOut).toMatchObject([{ quantity: 4, why: { is: 'most', most: 8 } }])
})

it('an item that is no longer sold stays behind when carts are merged, takes no place, and is told even when nothing else came', async () => {
  const account = await newCustomer()
  await add('TROWEL-HAND', 2)
  await whileSold('TROWEL-HAND', { active: false }, async () => {
    await carryOverCart(shop.db, customerId, account)
    expect(await cart(account)).toMatchObject({
      lines: [],
      leftOut: [{ quantity: 2, why: { is: 'not_sold' } }],
    })
  })
  expect((await acceptLeftOut(shop.ctx, { customerId: account })).leftOut).toEqual([])
})

it('what finds no place among fifty different items is told, and a line says whether its item is still sold', async () => {
  const skus = (
    await shop.db.select({ sku: variants.sku, id: variants.id }).from(variants).orderBy(variants.sku)
  ).slice(0, MAX_LINES + 1)
  const account = await newCustomer()
  const cartId = uuidv7()
  await shop.db.insert(carts).values({ id: cartId, customerId: account })
  await shop.db.insert(cartLines).values(
    skus
      .filter(({ sku }) => sku !== 'PLANT-CACTUS')
      .slice(0, MAX_LINES)
      .map(({ id: variantId }) => ({ cartId, variantId, quantity: 1, seenPriceMinor: 100, currency: 'GBP' })),
  )
  await add('PLANT-CACTUS')
  await carryOverCart(shop.db, customerId, account)
  const merged = await cart(account)
  expect(merged.leftOut).toMatchObject([{ quantity: 1, why: { is: 'lines', most: MAX_LINES } }])
  const [line] = merged.lines
  await whileSold(line?.sku ?? '', { active: false }, async () => {
    expect((await cart(account)).lines[0]).toMatchObject({ available: 0, isSold: false })
  })
})

it('an item with a limit of its own is added up to it, and the answer says that this was why', async () => {
  await whileSold('MUG-STONE-MOSS-L', { maxPerOrder: 2 }, async () => {
    expect(await add('MUG-STONE-MOSS-L', 5)).toMatchObject({ added: 2, most: 2 })
  })
})

it('for any two carts, each unit is in the merged cart or on its list of items left out', async () => {
  const skus = (
    await shop.db.select({ sku: variants.sku, id: variants.id }).from(variants).orderBy(variants.sku)
  ).slice(0, MAX_LINES + 12)
  const price = { seenPriceMinor: 100, currency: 'GBP' }
  for (const [mine, theirs, shift] of [
    [50, 50, 12],
    [49, 3, 49],
    [10, 40, 0],
    [50, 1, 50],
  ] as const) {
    const [visitor, account] = [await newCustomer(), await newCustomer()]
    const fill = async (who: string, wares: typeof skus, quantity: number) => {
      const cartId = uuidv7()
      await shop.db.insert(carts).values({ id: cartId, customerId: who })
      await shop.db
        .insert(cartLines)
        .values(wares.map(({ id: variantId }) => ({ cartId, variantId, quantity, ...price })))
    }
    await fill(account, skus.slice(0, mine), 70)
    await fill(visitor, skus.slice(shift, shift + theirs), 40)
    await carryOverCart(shop.db, visitor, account)
    const merged = await cart(account)
    const told = merged.leftOut.reduce((sum, line) => sum + line.quantity, 0)
    expect(merged.count + told).toBe(mine * 70 + theirs * 40)
    expect(merged.lines.length).toBeLessThanOrEqual(MAX_LINES)
  }
})

it('one customer never sees the cart of another', async () => {
  await add('PLANT-CACTUS')
  expect((await cart(await newCustomer())).lines).toEqual([])
})
