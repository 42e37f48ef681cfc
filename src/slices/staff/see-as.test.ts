import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cookieOf, type Doors, openDoors, type Person } from '#proof/testing/doors.ts'
import { appRouter } from '#run/web/trpc-root.ts'

let doors: Doors
let staff: Person
let shopper: Person
beforeAll(async () => {
  doors = await openDoors()
  staff = await doors.person({ name: 'Sam Support', staff: 'Support' })
  shopper = await doors.person({ name: 'Shay Shopper' })
})
afterAll(() => doors.close())

const see = (as: Person, customerId = shopper.id) =>
  doors.mutate('staff.seeAs', { customerId, reason: 'They called' }, as)
const me = async (as: Person) => (await doors.call('customers.me', undefined, as)).text()
/** As a browser keeps cookies: a later one of the same name replaces the earlier, an empty one is gone. */
function browser(as: Person, answer: Response): Person {
  const kept = new Map(`${as.cookie}; ${cookieOf(answer)}`.split('; ').map(one => [one.split('=')[0], one]))
  return { ...as, cookie: [...kept.values()].filter(one => !one.endsWith('=')).join('; ') }
}

describe('Staff who see the shop as a customer does', () => {
  test('see what the customer sees, with a reason in the audit, and come back as themselves', async () => {
    const answer = await see(staff)
    expect(answer.status).toBe(200)
    const seeing = browser(staff, answer)
    expect(await me(seeing)).toContain('Shay Shopper')
    const rows = await doors.db
      .$client`select action, actor, reason from audit where entity_id = ${shopper.id}`
    expect(rows).toMatchObject([
      { action: 'customers.see_as', actor: `staff:${staff.id}:Sam Support`, reason: 'They called' },
    ])
    const back = browser(seeing, await doors.mutate('staff.stopSeeing', undefined, seeing))
    expect(await me(back)).toContain('Sam Support')
    expect(await me(seeing)).not.toContain('Shay Shopper')
  })

  test('change nothing, neither by a page nor by a route, and take no copy of the data', async () => {
    const seeing = browser(staff, await see(staff))
    const mutations = Object.entries(
      appRouter._def.procedures as unknown as Record<string, { _def: { type: string } }>,
    ).flatMap(([name, { _def }]) => (_def.type === 'mutation' && name !== 'staff.stopSeeing' ? [name] : []))
    for (const name of mutations) {
      const answer = await doors.mutate(name, undefined, seeing)
      expect(answer.status, name).toBe(403)
    }
    const changed = await Promise.all([
      doors.send('POST', '/api/v1/orders', {
        as: seeing,
        body: {},
        headers: { 'idempotency-key': uuidv7() },
      }),
      doors.send('GET', '/api/account/data', { as: seeing }),
    ])
    expect(changed.map(({ status }) => status)).toEqual([403, 403])
    expect((await doors.call('staffOrders.counts', {}, seeing)).status).toBe(403)
  })

  test('get nothing of what the customer may do at the desk, should they begin to work here', async () => {
    const newcomer = await doors.person({ name: 'Newt' })
    const seeing = browser(staff, await see(staff, newcomer.id))
    const [owner] = await doors.db.$client<{ id: string }[]>`select id from roles where name = 'Owner'`
    await doors.db
      .$client`insert into staff_roles (customer_id, role_id, granted_by) values (${newcomer.id}, ${owner?.id ?? ''}, 'test')`
    expect((await doors.call('staff.people', undefined, seeing)).status).toBe(403)
  })

  test('see nothing more once they may not, or when half an hour is over', async () => {
    const other = await doors.person({ name: 'Sid', staff: 'Support' })
    const seeing = browser(other, await see(other))
    expect(await me(seeing)).toContain('Shay Shopper')
    await doors.db.$client`delete from staff_roles where customer_id = ${other.id}`
    expect(await me(seeing)).not.toContain('Shay Shopper')
    const [left] = await doors.db.$client<{ minutes: number }[]>`
      select extract(epoch from expires_at - now()) / 60 as minutes from sessions where impersonated_by = ${other.id}`
    expect(Number(left?.minutes)).toBeLessThanOrEqual(30)
  })

  test('do not see what other staff see, and stand in no list of the customer’s devices', async () => {
    const owner = await doors.person({ name: 'Olive', staff: true })
    expect((await see(staff, owner.id)).status).toBe(403)
    expect((await see(staff, uuidv7())).status).toBe(404)
    const warehouse = await doors.person({ name: 'Wim', staff: 'Warehouse' })
    expect((await see(warehouse)).status).toBe(403)
    await see(staff)
    const security = await (await doors.call('account.security', undefined, shopper)).text()
    expect(security).not.toContain('Somebody of the shop')
  })
})
