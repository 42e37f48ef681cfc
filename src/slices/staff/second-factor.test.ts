import { eq, sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { audit } from '#platform/audit/schema.ts'
import { customers, sessions } from '#platform/auth/schema.ts'
import { GRACE_SECONDS, secondFactorOf } from '#platform/auth/second-factor.ts'
import { env } from '#platform/lib/env.ts'
import { procedures } from '#proof/testing/access-table.ts'
import { cookieOf, type Doors, openDoors, PASSWORD, type Person } from '#proof/testing/doors.ts'
import { appRouter } from '#run/web/trpc-root.ts'
import { giveRoleNamed } from './give-role-named.ts'

let doors: Doors
beforeAll(async () => {
  doors = await openDoors()
})
afterAll(() => doors.close())

const HOUR = 3_600_000
const refusalOf = async (answer: Response) =>
  ((await answer.json()) as { error?: { json: { data: { refusal: string | null } } } }).error?.json.data
    .refusal
/** As if the account had its first role that long ago. */
const staffFor = (person: Person, ms: number) =>
  doors.db
    .update(customers)
    .set({ staffSince: new Date(Date.now() - ms) })
    .where(eq(customers.id, person.id))
const provenBack = (person: Person, ms: number) =>
  doors.db
    .update(sessions)
    .set({ provenAt: new Date(Date.now() - ms) })
    .where(eq(sessions.customerId, person.id))
const factorsAre = (person: Person, factors: string[]) =>
  doors.db.update(sessions).set({ factors }).where(eq(sessions.customerId, person.id))

type Guarded = { name: string; type: string; freshProof: boolean }
const desk: Guarded[] = Object.entries(
  appRouter._def.procedures as unknown as Record<
    string,
    { _def: { type: string; meta?: { may?: string; freshProof?: boolean } } }
  >,
).flatMap(
  ([
    name,
    {
      _def: { type, meta },
    },
  ]) => (meta?.may ? [{ name, type, freshProof: meta.freshProof ?? false }] : []),
)
const wanted = { id: uuidv7(), number: 'O-1', email: 'a@example.com', sku: 'X', token: undefined }
const ask = ({ name, type }: Guarded, person: Person) =>
  (type === 'query' ? doors.call : doors.mutate)(name, procedures[name]?.ask?.(wanted), person)

describe('Staff need a second factor', () => {
  const staffSince = new Date('2026-11-28T09:00:00Z')
  const later = (seconds: number) => new Date(staffSince.getTime() + seconds * 1_000)
  const of = (factors: string[], now: Date, email = 'ana@example.com') =>
    secondFactorOf({ email, staffSince, factors }, now).kind

  test('one day after their first role, and not before', () => {
    expect(of(['password'], later(0))).toBe('due')
    expect(of(['password'], later(GRACE_SECONDS - 1))).toBe('due')
    expect(of(['password'], later(GRACE_SECONDS))).toBe('missing')
    for (const factor of ['totp', 'recovery_code', 'passkey'])
      expect(of(['password', factor], later(9 * GRACE_SECONDS)), factor).toBe('proved')
    // A day that was never noted is over.
    expect(
      secondFactorOf({ email: 'a@example.com', staffSince: null, factors: ['password'] }, later(0)).kind,
    ).toBe('missing')
  })

  test('but the people of the demo, where no money is real', () => {
    expect(of(['password'], later(9 * GRACE_SECONDS), 'admin@orderly.example')).toBe('demo')
    try {
      env().stripe.takesRealMoney = true
      expect(of(['password'], later(9 * GRACE_SECONDS), 'admin@orderly.example')).toBe('missing')
    } finally {
      env().stripe.takesRealMoney = false
    }
  })

  test('at every procedure of the desk, whatever their role holds', async () => {
    const person = await doors.person({ staff: true })
    await staffFor(person, 23 * HOUR)
    expect((await doors.call('staffOrders.today', undefined, person)).status).toBe(200)
    await staffFor(person, 24 * HOUR)
    for (const procedure of desk) {
      const answer = await ask(procedure, person)
      expect([procedure.name, answer.status, await refusalOf(answer)]).toEqual([
        procedure.name,
        403,
        'second_factor_needed',
      ])
    }
    await factorsAre(person, ['password', 'totp'])
    expect((await doors.call('staffOrders.today', undefined, person)).status).toBe(200)
  })

  test('and without it their session opens nothing else of the shop as staff either', async () => {
    const person = await doors.person({ staff: true })
    await staffFor(person, 25 * HOUR)
    const me = await (await doors.call('customers.me', undefined, person)).json()
    expect(me).toMatchObject({ result: { data: { json: { isStaff: false } } } })
  })

  test('and a role that is taken and given again is no second day of grace', async () => {
    const person = await doors.person({ staff: 'Support' })
    await staffFor(person, 25 * HOUR)
    await doors.db.$client`delete from staff_roles where customer_id = ${person.id}`
    await giveRoleNamed(doors.db, person.id, 'Support')
    const answer = await doors.call('desk.waits', undefined, person)
    expect(await refusalOf(answer)).toBe('second_factor_needed')
  })
})

describe('What cannot be taken back asks for a fresh proof:', () => {
  const role = () => ({ id: null, name: `Role ${uuidv7()}`, about: 'Somebody', permissions: ['orders.read'] })
  const rolesOf = async (name: string) =>
    (await doors.db.$client`select count(*)::int as count from roles where name = ${name}`)[0]?.count

  test('roles, the people who have them, keys, packing stations and PINs', () => {
    expect(
      desk
        .filter(({ freshProof }) => freshProof)
        .map(({ name }) => name)
        .sort(),
    ).toEqual([
      'staff.deleteRole',
      'staff.giveRole',
      'staff.makeKey',
      'staff.rotateKey',
      'staff.saveRole',
      'staff.seeAs',
      'staff.takeKeyBack',
      'staff.takeRole',
      'stations.open',
      'stations.removePin',
      'stations.setPin',
      'stations.takePin',
    ])
  })

  test('within ten minutes it is believed, afterwards nothing is done', async () => {
    const person = await doors.person({ staff: true })
    await provenBack(person, 9 * 60_000)
    expect((await doors.mutate('staff.saveRole', role(), person)).status).toBe(200)
    await provenBack(person, 10 * 60_000)
    for (const procedure of desk.filter(({ freshProof }) => freshProof)) {
      const answer = await ask(procedure, person)
      expect([procedure.name, answer.status, await refusalOf(answer)]).toEqual([
        procedure.name,
        428,
        'proof_needed',
      ])
    }
  })

  test('the same action is done once when the person has proved it, under a new token', async () => {
    const person = await doors.person({ staff: true })
    await provenBack(person, HOUR)
    const action = { ...role(), actionId: uuidv7() }
    expect(await refusalOf(await doors.mutate('staff.saveRole', action, person))).toBe('proof_needed')
    expect(await rolesOf(action.name)).toBe(0)
    expect((await doors.mutate('factors.prove', { password: 'not it at all' }, person)).status).toBe(400)
    const proved = await doors.mutate('factors.prove', { password: PASSWORD }, person)
    expect(proved.status).toBe(200)
    expect((await doors.mutate('staff.saveRole', action, person)).status).toBe(401)
    const renewed = { ...person, cookie: cookieOf(proved) }
    for (const _ of [1, 2]) expect((await doors.mutate('staff.saveRole', action, renewed)).status).toBe(200)
    expect(await rolesOf(action.name)).toBe(1)
  })

  test('and its row in the audit says in which session it was done, and how that was proved', async () => {
    const person = await doors.person({ staff: true })
    await factorsAre(person, ['password', 'totp'])
    const made = role()
    expect((await doors.mutate('staff.saveRole', made, person)).status).toBe(200)
    const [session] = await doors.db.select().from(sessions).where(eq(sessions.customerId, person.id))
    const [row] = await doors.db.select().from(audit).where(eq(audit.entityId, made.name))
    expect(row).toMatchObject({
      sessionId: session?.id,
      factors: ['password', 'totp'],
      provenAt: session?.provenAt,
    })
  })

  test('a row of the audit from before sessions stood in it keeps its hash, and a new one covers them', async () => {
    const [older] = await doors.db.execute<{ same: boolean }>(sql`
      select audit_hash('x', a) = encode(sha256(convert_to(jsonb_build_array('x', a.id, (extract(epoch from a.at) * 1000000)::bigint, a.actor,
        a.request_id, a.action_id, a.kind, a.action, a.entity, a.entity_id, a.before, a.after, a.reason)::text, 'UTF8')), 'hex') as same
      from (select id, at, actor, request_id, action_id, kind, action, entity, entity_id, before, after, reason,
        null::uuid as session_id, null::text[] as factors, null::timestamptz as proven_at from audit limit 1) r,
        lateral jsonb_populate_record(null::audit, to_jsonb(r)) a`)
    expect(older?.same).toBe(true)
    const [newer] = await doors.db.execute<{ different: boolean }>(sql`
      select audit_hash('x', a) <> audit_hash('x', jsonb_populate_record(a, '{"factors": ["password"]}')) as different
      from audit a where cardinality(factors) = 2 limit 1`)
    expect(newer?.different).toBe(true)
  })
})
