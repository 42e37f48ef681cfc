import { afterAll, beforeAll, expect, test } from 'vitest'
import { cookieOf, type Doors, openDoors, PASSWORD, type Person } from '#proof/testing/doors.ts'
import { stockUp } from '#proof/testing/stock-up.ts'

let doors: Doors
beforeAll(async () => {
  doors = await openDoors()
  await stockUp(doors.db, { sku: 'MUG' })
})
afterAll(() => doors.close())

const as = (cookie: string): Person => ({ name: 'Vera', email: '', id: '', cookie })

test('what a visitor put into the cart comes along when they sign up', async () => {
  const visitor = as(cookieOf(await doors.mutate('cart.add', { sku: 'MUG', quantity: 2 })))
  const body = { name: 'Vera', email: `${crypto.randomUUID()}@example.com`, password: PASSWORD }
  const account = as(cookieOf(await doors.send('POST', '/api/auth/sign-up/email', { as: visitor, body })))
  const seen = await (await doors.call('cart.get', undefined, account)).text()
  expect(seen).toContain('"sku":"MUG"')
})
