import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Doors, openDoors, type Person } from '#proof/testing/doors.ts'
import { savedAddresses } from './queries.ts'
import { removeAddress, saveAddress } from './save-address.ts'

let shop: Doors
beforeAll(async () => {
  shop = await openDoors()
})
afterAll(() => shop.close())

const home = {
  name: 'Ana Moss',
  line1: '1 Shelf Street',
  city: 'London',
  postalCode: 'SW1A 1AA',
  country: 'GB',
}
const save = (who: Person, label: string, said: { id?: string; isDefault?: boolean } = {}) =>
  saveAddress(shop.ctx, who.id, { id: uuidv7(), label, address: home, isDefault: false, ...said })
const labels = async (who: Person) =>
  (await savedAddresses(shop.db, who.id)).map(({ label, isDefault }) => (isDefault ? `${label}*` : label))

test('the first address is the default, and one of them always is', async () => {
  const ana = await shop.person()
  await save(ana, 'Home')
  await save(ana, 'Office')
  expect(await labels(ana)).toEqual(['Home*', 'Office'])
  const mum = uuidv7()
  await save(ana, 'Mum', { id: mum, isDefault: true })
  expect(await labels(ana)).toEqual(['Mum*', 'Office', 'Home'])
  await save(ana, 'Mum and Dad', { id: mum })
  expect(await labels(ana)).toEqual(['Mum and Dad*', 'Office', 'Home'])
  await removeAddress(shop.ctx, ana.id, mum)
  expect(await labels(ana)).toEqual(['Office*', 'Home'])
})

test('twenty addresses are kept and no more, however many come at once', async () => {
  const ana = await shop.person()
  const ends = await Promise.allSettled(
    Array.from({ length: 23 }, (_, number) => save(ana, `Number ${number}`)),
  )
  expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(20)
  const kept = await savedAddresses(shop.db, ana.id)
  expect(kept.filter(({ isDefault }) => isDefault)).toHaveLength(1)
  await expect(save(ana, 'One more')).rejects.toThrow('keep 20 addresses')
  await save(ana, 'Changed', { id: kept[3]?.id ?? '' })
  expect(await labels(ana)).toContain('Changed')
})

test('nobody reads, changes or removes an address of somebody else', async () => {
  const [ana, ben] = [await shop.person(), await shop.person()]
  const id = uuidv7()
  await save(ana, 'Home', { id })
  const input = { id, label: 'Mine now', address: { ...home, line1: '2 Other Street' }, isDefault: true }
  expect((await shop.mutate('addressBook.save', input, ben)).status).toBe(200)
  expect((await shop.mutate('addressBook.remove', { id }, ben)).status).toBe(200)
  expect([await labels(ana), await labels(ben)]).toEqual([['Home*'], []])
  expect((await shop.call('addressBook.list', undefined, null)).status).toBe(401)
})

test('an address is read by the rules of its country', async () => {
  const ana = await shop.person()
  const saved = await shop.mutate(
    'addressBook.save',
    { id: uuidv7(), label: 'Home', address: { ...home, postalCode: 'sw1a1aa' }, isDefault: false },
    ana,
  )
  expect(saved.status).toBe(200)
  expect((await savedAddresses(shop.db, ana.id))[0]?.address.postalCode).toBe('SW1A 1AA')
  const wrong = { id: uuidv7(), label: 'Wrong', address: { ...home, postalCode: '1' }, isDefault: false }
  expect((await shop.mutate('addressBook.save', wrong, ana)).status).toBe(400)
})

test('the book comes with the own data and goes with the account', async () => {
  const ana = await shop.person()
  await save(ana, 'Home')
  const data = await (await shop.send('GET', '/api/account/data', { as: ana })).json()
  expect(data).toMatchObject({ tables: { addresses: [{ label: 'Home', address: home }] } })
  await shop.db.$client`delete from customers where id = ${ana.id}`
  expect(await savedAddresses(shop.db, ana.id)).toEqual([])
})
