import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Doors, openDoors, type Person } from '#proof/testing/doors.ts'
import { stockUp } from '#proof/testing/stock-up.ts'

let doors: Doors
let owner: Person
beforeAll(async () => {
  doors = await openDoors()
  owner = await doors.person({ name: 'Olive Owner', staff: true })
})
afterAll(() => doors.close())

const roleId = async (name: string) => {
  const [role] = await doors.db.$client<{ id: string }[]>`select id from roles where name = ${name}`
  return role?.id ?? ''
}
const rightsOf = async (person: Person) => {
  const answer = await doors.call('staffOrders.list', LIST, person)
  return answer.status
}
const LIST = {
  view: 'all',
  search: '',
  state: null,
  money: null,
  delivery: null,
  from: null,
  to: null,
  after: null,
  before: null,
}
/** Somebody who showed that they read mail at their address. */
async function proved(name: string, staff: string | boolean = false): Promise<Person> {
  const person = await doors.person({ name, staff })
  await doors.db.$client`update customers set email_verified = true where id = ${person.id}`
  return person
}
const said = async (answer: Response) => ({ status: answer.status, text: await answer.text() })

describe('Roles', () => {
  test('open the desk from the next request on, and shut it so', async () => {
    const person = await proved('Sue')
    expect(await rightsOf(person)).toBe(403)
    const role = await roleId('Support')
    expect((await doors.mutate('staff.giveRole', { email: person.email, roleId: role }, owner)).status).toBe(
      200,
    )
    expect(await rightsOf(person)).toBe(200)
    expect(
      (await doors.mutate('staff.takeRole', { customerId: person.id, roleId: role }, owner)).status,
    ).toBe(200)
    expect(await rightsOf(person)).toBe(403)
  })

  test('are given and changed by nobody who does not hold what they hold', async () => {
    const [custom] = await doors.db.$client<{ id: string }[]>`
      insert into roles (id, name, about, permissions) values (uuidv7(), 'People', 'Gives roles', '{desk.open,staff.read,staff.write,orders.read}') returning id`
    const giver = await proved('Gil', 'People')
    const other = await proved('Otto')
    for (const name of ['Owner', 'Support', 'Buyer']) {
      const refused = await doors.mutate(
        'staff.giveRole',
        { email: giver.email, roleId: await roleId(name) },
        giver,
      )
      expect(await said(refused), name).toMatchObject({ status: 403 })
    }
    const grow = {
      id: custom?.id,
      name: 'People',
      about: 'All',
      permissions: ['staff.write', 'orders.refund'],
    }
    expect(await said(await doors.mutate('staff.saveRole', grow, giver))).toMatchObject({
      status: 403,
      text: expect.stringContaining('orders.refund'),
    })
    for (const permissions of [['*'], ['prices.write']]) {
      const made = { id: null, name: `New ${permissions}`, about: 'All', permissions }
      expect((await doors.mutate('staff.saveRole', made, giver)).status).toBe(403)
    }
    const key = { name: 'Mine', may: ['*'], expiresAt: null }
    expect((await doors.mutate('staff.makeKey', key, giver)).status).toBe(403)
    const own = { email: other.email, roleId: custom?.id }
    expect((await doors.mutate('staff.giveRole', own, giver)).status).toBe(200)
  })

  test('shorten the sessions that somebody has to a day at the desk', async () => {
    const person = await proved('Lea')
    const hoursLeft = async () => {
      const [found] = await doors.db.$client<{ hours: number }[]>`
        select extract(epoch from ends_at - now()) / 3600 as hours from sessions where customer_id = ${person.id}`
      return Number(found?.hours)
    }
    expect(await hoursLeft()).toBeGreaterThan(24)
    await doors.mutate('staff.giveRole', { email: person.email, roleId: await roleId('Support') }, owner)
    expect(await hoursLeft()).toBeLessThanOrEqual(12)
  })
})

describe('A role that is bound to a warehouse', () => {
  const NAMES = { north: 'North', south: 'South' }
  const warehouseId = async (code: keyof typeof NAMES) => {
    const [found] = await doors.db.$client<{ id: string }[]>`select id from warehouses where code = ${code}`
    return found?.id ?? ''
  }

  test('changes the stock there alone, and only what has a place', async () => {
    const { variantId } = await stockUp(doors.db, { sku: 'BOUND', units: { north: 5, south: 5 } })
    const [north, south] = [await warehouseId('north'), await warehouseId('south')]
    const person = await proved('Nora')
    const given = { email: person.email, roleId: await roleId('Warehouse'), warehouseId: north }
    expect((await doors.mutate('staff.giveRole', given, owner)).status).toBe(200)
    const count = (where: string) =>
      doors.mutate(
        'stock.count',
        { variantId, warehouseId: where, counted: 6, seen: 5, note: 'one more' },
        person,
      )
    const set = (warehouse: string) =>
      doors.mutate('stock.set', { sku: 'BOUND', warehouse, onHand: 7, reason: 'counted' }, person)
    expect((await count(south)).status).toBe(403)
    expect((await set('south')).status).toBe(403)
    expect((await count(north)).status).toBe(200)
    expect((await set('north')).status).toBe(200)
    expect((await doors.call('stock.variant', { variantId }, person)).status).toBe(200)
    // These concern every warehouse, or none that is there yet.
    const pause = { code: 'north', state: 'paused', reason: 'The roof leaks' }
    expect((await doors.mutate('stock.moveWarehouse', pause, person)).status).toBe(403)
    expect((await doors.mutate('stock.newWarehouse', { code: 'mine', name: 'Mine' }, person)).status).toBe(
      403,
    )
    expect((await doors.mutate('stock.split', { variantId, buckets: 8 }, person)).status).toBe(403)
    expect((await doors.mutate('staff.takeRole', { ...given, customerId: person.id }, owner)).status).toBe(
      200,
    )
    expect((await count(north)).status).toBe(403)
  })

  test('is given for that place by somebody who has it there, and for no other', async () => {
    const [north, south] = [await warehouseId('north'), await warehouseId('south')]
    await doors.db.$client`
      insert into roles (id, name, about, permissions) values (uuidv7(), 'Floor', 'Leads a floor', '{desk.open,staff.read,staff.write,stock.read,stock.write}')`
    const lead = await proved('Leo')
    const floor = await roleId('Floor')
    await doors.mutate('staff.giveRole', { email: lead.email, roleId: floor, warehouseId: north }, owner)
    const hand = await proved('Hana')
    const give = (warehouseId: string | null) =>
      doors.mutate('staff.giveRole', { email: hand.email, roleId: floor, warehouseId }, lead)
    expect((await give(south)).status).toBe(403)
    expect((await give(null)).status).toBe(403)
    expect((await give(north)).status).toBe(200)
    // Somebody who holds it everywhere gives it for one place, too.
    const manager = await proved('Mia', 'Floor')
    const other = { email: (await proved('Olga')).email, roleId: floor, warehouseId: south }
    expect((await doors.mutate('staff.giveRole', other, manager)).status).toBe(200)
  })

  test('is never that of an owner', async () => {
    const person = await proved('Owen')
    const bound = {
      email: person.email,
      roleId: await roleId('Owner'),
      warehouseId: await warehouseId('north'),
    }
    expect(await said(await doors.mutate('staff.giveRole', bound, owner))).toMatchObject({
      status: 400,
      text: expect.stringContaining('everywhere'),
    })
  })
})

// Last, since it leaves one owner of two.
describe('The role of an owner', () => {
  test('stays with one person at least, also when the last two leave at once', async () => {
    const second = await doors.person({ name: 'Oda', staff: true })
    const id = await roleId('Owner')
    const answers = await Promise.all(
      [owner, second].map(person =>
        doors.mutate('staff.takeRole', { customerId: person.id, roleId: id }, person),
      ),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    const [left] = await doors.db
      .$client`select count(*)::int as count from staff_roles where role_id = ${id}`
    expect(left?.count).toBe(1)
    await expect(doors.db.$client`delete from staff_roles where role_id = ${id}`).rejects.toThrow(/one owner/)
    await expect(doors.db.$client`update roles set permissions = '{}' where id = ${id}`).rejects.toThrow(
      /locked/,
    )
  })
})
