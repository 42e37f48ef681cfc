import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Doors, openDoors, type Person } from '#proof/testing/doors.ts'

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
const said = async (answer: Response) => ({ status: answer.status, text: await answer.text() })

describe('Roles', () => {
  test('open the desk from the next request on, and shut it so', async () => {
    const person = await doors.person({ name: 'Sue' })
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
    const giver = await doors.person({ name: 'Gil', staff: 'People' })
    const other = await doors.person({ name: 'Otto' })
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

  test('of an owner stay with one person at least, also when the last two leave at once', async () => {
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
