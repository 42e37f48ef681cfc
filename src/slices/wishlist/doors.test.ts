import { afterAll, beforeAll, expect, test } from 'vitest'
import { cookieOf, type Doors, openDoors, PASSWORD, type Person } from '#proof/testing/doors.ts'
import { stockUp } from '#proof/testing/stock-up.ts'

let doors: Doors
let ana: Person
let ben: Person
beforeAll(async () => {
  doors = await openDoors()
  await stockUp(doors.db, { sku: 'MUG' })
  ana = await doors.person({ name: 'Ana' })
  ben = await doors.person({ name: 'Ben' })
})
afterAll(() => doors.close())

const listOf = async (person: Person | null) => {
  const answer = await doors.call('wishlist.list', undefined, person)
  const { result } = (await answer.json()) as { result: { data: { json: { slug: string }[] } } }
  return result.data.json.map(({ slug }) => slug)
}
const asVisitor = (cookie: string): Person => ({ name: 'Visitor', email: '', id: '', cookie })

test('a list belongs to the session, whatever customer is named', async () => {
  await doors.mutate('wishlist.add', { slug: 'mug', customerId: ben.id }, ana)
  expect([await listOf(ana), await listOf(ben), await listOf(null)]).toEqual([['mug'], [], []])
  await doors.mutate('wishlist.remove', { slug: 'mug', customerId: ana.id }, ben)
  expect(await listOf(ana)).toEqual(['mug'])
})

test('a visitor without an account has a list, and takes it along when they sign up', async () => {
  const answer = await doors.mutate('wishlist.add', { slug: 'mug' })
  const visitor = asVisitor(cookieOf(answer))
  expect(await listOf(visitor)).toEqual(['mug'])
  const [before] = await doors.db.$client`select by_visitor from wishes order by wished_at desc limit 1`
  const body = { name: 'Vera', email: `${crypto.randomUUID()}@example.com`, password: PASSWORD }
  const signedUp = await doors.send('POST', '/api/auth/sign-up/email', { as: visitor, body })
  expect(await listOf(asVisitor(cookieOf(signedUp)))).toEqual(['mug'])
  const [after] = await doors.db.$client`select by_visitor from wishes order by wished_at desc limit 1`
  expect([before, after]).toEqual([{ by_visitor: true }, { by_visitor: false }])
})

test('only staff read what most customers wish for', async () => {
  const stella = await doors.person({ staff: true })
  const asked = [null, ana, stella].map(person => doors.call('wishes.most', undefined, person))
  expect((await Promise.all(asked)).map(({ status }) => status)).toEqual([401, 403, 200])
})
