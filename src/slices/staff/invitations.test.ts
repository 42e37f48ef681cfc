import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { cookieOf, type Doors, openDoors, type Person } from '#proof/testing/doors.ts'
import { sendInvitation } from '#slices/notifications/send-invitation.ts'
import { invitationPath } from './invitation-key.ts'

let doors: Doors
let owner: Person
let support: string
beforeAll(async () => {
  doors = await openDoors()
  owner = await doors.person({ name: 'Olive Owner', staff: true })
  const [role] = await doors.db.$client<{ id: string }[]>`select id from roles where name = 'Support'`
  support = role?.id ?? ''
})
afterAll(() => doors.close())

let person: Person
beforeEach(async () => {
  person = await doors.person({ name: 'Nia Newcomer' })
})

async function invited(email = person.email): Promise<{ id: string; key: string }> {
  const answer = await doors.mutate('staff.giveRole', { email, roleId: support }, owner)
  expect(await answer.text()).toContain('invited')
  const [row] = await doors.db.$client<{ id: string }[]>`
    select id from invitations where email = ${email} and accepted_at is null`
  const id = row?.id ?? ''
  return { id, key: new URL(invitationPath(id), 'http://shop').searchParams.get('key') ?? '' }
}
const join = (link: { id: string; key: string }, as: Person | null) => doors.mutate('staff.join', link, as)
const opensDesk = async (as: Person) => (await doors.call('staff.roles', undefined, as)).status !== 403
const rightsNow = async ({ id }: Person) => {
  const rows = await doors.db.$client`select 1 from staff_roles where customer_id = ${id}`
  return rows.length
}

describe('An invitation to the staff', () => {
  test('goes to an address that nobody proved, instead of the role', async () => {
    await invited()
    expect(await rightsNow(person)).toBe(0)
  })

  test('is mailed with its link, and no more once it was accepted', async () => {
    const link = await invited()
    const mails = async () => {
      const answer = await fetch(`${doors.sandbox.url}/_sandbox/emails`)
      return answer.text()
    }
    await sendInvitation(doors.ctx, { invitationId: link.id })
    expect(await mails()).toContain(link.id)
    expect((await join(link, person)).status).toBe(200)
  })

  test('gives the role to the account with its address, proves that address, and renews the session', async () => {
    const link = await invited()
    const answer = await join(link, person)
    expect(answer.status).toBe(200)
    expect(cookieOf(answer)).toContain('session_token=')
    expect(await rightsNow(person)).toBe(1)
    // A copy of the token from before opens nothing.
    expect((await doors.call('staff.roles', undefined, person)).status).toBe(401)
    const renewed = { ...person, cookie: cookieOf(answer) }
    expect((await doors.call('staffOrders.counts', COUNTS, renewed)).status).toBe(200)
    const [{ email_verified: isProved } = {}] = await doors.db
      .$client`select email_verified from customers where id = ${person.id}`
    expect(isProved).toBe(true)
    const rows = await doors.db
      .$client`select action, actor from audit where entity_id = ${link.id} order by id`
    expect(rows).toMatchObject([
      { action: 'staff.invite', actor: `staff:${owner.id}:Olive Owner` },
      { action: 'staff.accept-invitation', actor: `customer:${person.id}` },
    ])
  })

  test('opens nothing to another account, with another key, a second time, or when its week is over', async () => {
    const link = await invited()
    const other = await doors.person({ name: 'Otto Other' })
    expect((await join(link, other)).status).toBe(409)
    expect((await join({ ...link, key: 'wrong' }, person)).status).toBe(404)
    expect((await join({ ...link, id: uuidv7() }, person)).status).toBe(404)
    expect((await join(link, null)).status).toBe(401)
    await doors.db.$client`update invitations set expires_at = now() - interval '1 ms' where id = ${link.id}`
    expect((await join(link, person)).status).toBe(409)
    expect(await opensDesk(person)).toBe(false)
    const again = await invited()
    const accepted = await join(again, person)
    expect(accepted.status).toBe(200)
    expect((await join(again, { ...person, cookie: cookieOf(accepted) })).status).toBe(409)
  })

  test('is replaced by a second one, and can be taken back', async () => {
    const first = await invited()
    const second = await invited()
    expect((await join(first, person)).status).toBe(409)
    expect((await doors.mutate('staff.takeInvitationBack', { id: second.id }, owner)).status).toBe(200)
    expect((await join(second, person)).status).toBe(409)
  })

  test('counts for nothing once the person who sent it does not hold the role any more', async () => {
    const manager = await doors.person({ name: 'Mo', staff: true })
    const answer = await doors.mutate('staff.giveRole', { email: person.email, roleId: support }, manager)
    expect(answer.status).toBe(200)
    const [row] = await doors.db.$client<
      { id: string }[]
    >`select id from invitations where email = ${person.email}`
    await doors.db.$client`delete from staff_roles where customer_id = ${manager.id}`
    const id = row?.id ?? ''
    const key = new URL(invitationPath(id), 'http://shop').searchParams.get('key') ?? ''
    expect((await join({ id, key }, person)).status).toBe(403)
    expect(await rightsNow(person)).toBe(0)
  })

  test('may be sent only by those who hold what the role holds', async () => {
    await doors.db.$client`
      insert into roles (id, name, about, permissions) values (uuidv7(), 'Desk', 'Opens the desk', '{desk.open,staff.write}') on conflict do nothing`
    const lead = await doors.person({ name: 'Lee', staff: 'Desk' })
    const answer = await doors.mutate('staff.giveRole', { email: person.email, roleId: support }, lead)
    expect(answer.status).toBe(403)
  })
})

const COUNTS = {
  view: 'all',
  search: '',
  state: null,
  money: null,
  delivery: null,
  from: null,
  to: null,
}
