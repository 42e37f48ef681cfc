import { eq } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { noteLook } from '#platform/audit/note-look.ts'
import { audit } from '#platform/audit/schema.ts'
import { sessionEvents } from '#platform/auth/schema.ts'
import { assert } from '#platform/lib/assert.ts'
import { stationPins, stationShifts, stations } from '#platform/stations/schema.ts'
import { workerOf } from '#platform/stations/worker.ts'
import { checkInvariants } from '#proof/invariants/check-invariants.ts'
import { type Doors, openDoors, type Person } from '#proof/testing/doors.ts'
import { stockUp } from '#proof/testing/stock-up.ts'
import { withGateway } from '#slices/payments/gateway.ts'
import { provedWords } from '#slices/staff/desk/ui/audit-words.ts'
import { scans } from '../schema.ts'
import { Device, memberWithPin, openBench, PIN, read, warehouseNamed } from './test-bench.ts'

let doors: Doors
let mia: Person
let bench: Device
beforeAll(async () => {
  doors = await openDoors()
  await stockUp(doors.db, { sku: 'BENCH', units: { north: 1, south: 1 } })
  await doors.db.$client`update warehouses set floor = 'own' where code = 'north'`
  mia = await memberWithPin(doors)
})
beforeEach(async () => {
  bench = await openBench(doors)
})
afterAll(() => doors.close())

type Here = { name: string; worker: { id: string; name: string } | null; people: { id: string }[] } | null
const here = async (device: Device) => read<Here>(await device.call('stations.here'))
const begin = (device: Device, person: Person, pin = PIN) =>
  device.mutate('stations.begin', { person: person.id, pin })
const overview = async (device: Device) => (await device.call('floor.overview')).status
const aScan = () => ({
  id: uuidv7(),
  kind: 'pick',
  task: uuidv7(),
  code: 'NO-1',
  quantity: 1,
  at: new Date().toISOString(),
})

test('a device becomes a station, and the person who opened it is signed out of it', async () => {
  expect(await here(bench)).toMatchObject({ name: 'Packing bench 2', worker: null })
  expect(bench.cookie).not.toContain('session_token')
  expect((await bench.call('staff.people')).status).toBe(401)
  expect(await overview(bench)).toBe(401)
  const [row] = await doors.db.select().from(stations).orderBy(stations.openedAt).limit(1)
  expect(bench.cookie).not.toContain(row?.hash)
})

test('nobody who copied the cookie of the person who opened a station is them afterwards', async () => {
  const owner = await doors.person({ staff: true })
  expect((await doors.call('staff.people', undefined, owner)).status).toBe(200)
  expect((await doors.mutate('stations.open', { name: 'Bench 9', warehouse: 'north' }, owner)).status).toBe(
    200,
  )
  expect((await doors.call('staff.people', undefined, owner)).status).toBe(401)
})

test('opening one needs a fresh proof, a right that no role but the owner’s begins with, and a warehouse in which one works', async () => {
  const owner = await doors.person({ staff: true })
  await doors.db
    .$client`update sessions set proven_at = now() - interval '1 hour' where customer_id = ${owner.id}`
  const wish = { name: 'Bench', warehouse: 'north' }
  expect((await doors.mutate('stations.open', wish, owner)).status).toBe(428)
  for (const role of ['Manager', 'Warehouse', 'Support'])
    expect((await doors.mutate('stations.open', wish, await doors.person({ staff: role }))).status).toBe(403)
  const other = await doors.person({ staff: true })
  expect((await doors.mutate('stations.open', { ...wish, warehouse: 'nowhere' }, other)).status).toBe(404)
})

test('a person works at the station as themselves, and the audit and each scan name them and the station', async () => {
  expect((await here(bench))?.people.map(({ id }) => id)).toContain(mia.id)
  expect((await begin(bench, mia)).status).toBe(200)
  expect((await here(bench))?.worker).toEqual({ id: mia.id, name: mia.name })
  expect(await overview(bench)).toBe(200)
  const scan = aScan()
  expect((await bench.mutate('floor.scan', { scans: [scan] })).status).toBe(200)
  const [row] = await doors.db.select().from(audit).where(eq(audit.entityId, scan.id))
  const [station] = await doors.db
    .select()
    .from(stationShifts)
    .where(eq(stationShifts.id, row?.sessionId ?? ''))
  expect(row).toMatchObject({
    actor: `staff:${mia.id}:${mia.name}`,
    factors: ['pin', `station:${station?.stationId}:Packing bench 2`],
    provenAt: null,
  })
  expect(station).toMatchObject({ customerId: mia.id })
  const [kept] = await doors.db.select().from(scans).where(eq(scans.id, scan.id))
  expect(kept).toMatchObject({ actor: row?.actor, stationId: station?.stationId })
  const events = await doors.db.select().from(sessionEvents).where(eq(sessionEvents.customerId, mia.id))
  expect(events).toContainEqual(
    expect.objectContaining({ what: 'signed_in', factor: 'pin', device: 'Packing bench 2' }),
  )
  expect(
    (await checkInvariants(doors.db, withGateway(doors.ctx).gateway)).filter(
      ({ violations }) => violations > 0,
    ),
  ).toEqual([])
})

test('a wrong PIN, somebody without one and somebody who may not work there do not get in', async () => {
  expect((await begin(bench, mia, '730164')).status).toBe(400)
  const without = await doors.person({ staff: 'Warehouse' })
  expect((await begin(bench, without)).status).toBe(400)
  expect((await begin(bench, { ...mia, id: uuidv7() })).status).toBe(400)
  const elsewhere = await memberWithPin(doors)
  await doors.db
    .$client`update staff_roles set warehouse_id = (select id from warehouses where code = 'south') where customer_id = ${elsewhere.id}`
  expect((await here(bench))?.people.map(({ id }) => id)).not.toContain(elsewhere.id)
  expect((await begin(bench, elsewhere)).status).toBe(400)
  expect((await here(bench))?.worker).toBeNull()
})

test('nobody tries a PIN without the station’s own secret', async () => {
  expect((await begin(new Device(doors), mia)).status).toBe(403)
  const forged = new Device(
    doors,
    bench.cookie.replace(/.$/, letter => (letter === 'a' ? 'b' : 'a')),
  )
  expect((await begin(forged, mia)).status).toBe(403)
  const twice = { ...bench.as, cookie: `${bench.cookie}; ${bench.cookie}` }
  expect((await doors.mutate('stations.begin', { person: mia.id, pin: PIN }, twice)).status).toBe(403)
})

test('a shift at one station opens nothing at another', async () => {
  expect((await begin(bench, mia)).status).toBe(200)
  const other = await openBench(doors)
  const mixed = new Device(doors, `${bench.cookie}; ${other.cookie}`)
  expect(await overview(mixed)).toBe(401)
})

test('when the next person begins, what the one before them left open opens nothing and counts for nobody', async () => {
  const tom = await memberWithPin(doors, 'Warehouse', '730164')
  await begin(bench, mia)
  const left = new Device(doors, bench.cookie)
  expect((await begin(bench, tom, '730164')).status).toBe(200)
  expect(await overview(left)).toBe(401)
  expect((await left.mutate('floor.scan', { scans: [aScan()] })).status).toBe(401)
  const late = aScan()
  expect((await bench.mutate('floor.scan', { scans: [late], by: mia.id })).status).toBe(403)
  expect(await doors.db.select().from(scans).where(eq(scans.id, late.id))).toEqual([])
  expect((await bench.mutate('floor.scan', { scans: [late], by: tom.id })).status).toBe(200)
})

test('somebody who leaves takes their rights along', async () => {
  await begin(bench, mia)
  const before = new Device(doors, bench.cookie)
  expect((await bench.mutate('stations.leave')).status).toBe(200)
  expect(await overview(bench)).toBe(401)
  expect(await overview(before)).toBe(401)
})

test('an idle shift and one of twelve hours end, and so does a station after a month', async () => {
  const { $client } = doors.db
  const age = async (set: string) => {
    await begin(bench, mia)
    expect(await overview(bench)).toBe(200)
    await $client.unsafe(set)
    expect(await overview(bench), set).toBe(401)
  }
  await age("update station_shifts set active_at = active_at - interval '10 minutes 1 second'")
  await age(
    "update station_shifts set began_at = began_at - interval '12 hours', ends_at = ends_at - interval '12 hours'",
  )
  await age(
    "update stations set opened_at = opened_at - interval '720 hours', ends_at = ends_at - interval '720 hours' where ended_at is null",
  )
  expect(await here(bench)).toBeNull()
  await expect($client`update station_shifts set ends_at = ends_at + interval '13 hours'`).rejects.toThrow(
    /end_in_time/,
  )
  await expect($client`update stations set ends_at = ends_at + interval '31 days'`).rejects.toThrow(
    /end_in_time/,
  )
})

test('what somebody does moves the idle end on, and a page that reads itself again does not', async () => {
  await begin(bench, mia)
  await doors.db
    .$client`update station_shifts set active_at = active_at - interval '9 minutes' where ended_at is null`
  const activeAt = async () => {
    const [row] = await doors.db.$client<
      { at: Date }[]
    >`select max(active_at) as at from station_shifts where ended_at is null and customer_id = ${mia.id}`
    return new Date(row?.at ?? 0).getTime()
  }
  const before = await activeAt()
  expect(await overview(bench)).toBe(200)
  expect(await activeAt()).toBe(before)
  expect((await bench.mutate('stations.stillHere')).status).toBe(200)
  expect(await activeAt()).toBeGreaterThan(before)
})

test('a role that is taken away, a ban and a PIN that is gone count at the next request', async () => {
  const { $client } = doors.db
  const working = async () => {
    const person = await memberWithPin(doors)
    expect((await begin(bench, person)).status).toBe(200)
    expect(await overview(bench)).toBe(200)
    return person
  }
  let person = await working()
  await $client`update staff_roles set warehouse_id = (select id from warehouses where code = 'south') where customer_id = ${person.id}`
  expect(await overview(bench)).toBe(401)
  person = await working()
  await $client`update customers set banned = true where id = ${person.id}`
  expect(await overview(bench)).toBe(401)
  person = await working()
  expect((await doors.mutate('stations.removePin', undefined, person)).status).toBe(200)
  expect(await overview(bench)).toBe(401)
  person = await working()
  expect((await doors.mutate('stations.setPin', { pin: '905317' }, person)).status).toBe(200)
  expect(await overview(bench)).toBe(401)
})

test('somebody who leaves the staff leaves no PIN behind', async () => {
  const person = await memberWithPin(doors)
  await begin(bench, person)
  await doors.db.$client`delete from staff_roles where customer_id = ${person.id}`
  expect(await doors.db.select().from(stationPins).where(eq(stationPins.customerId, person.id))).toEqual([])
  expect(await overview(bench)).toBe(401)
})

test('a station that is ended at the desk is none from the next request on', async () => {
  await begin(bench, mia)
  const owner = await doors.person({ staff: true })
  type Listed = { id: string; name: string; worker: string | null; warehouse: string; endedAt: string | null }
  const list = async () =>
    (await read<{ stations: Listed[] }>(await doors.call('stations.list', undefined, owner))).stations
  const [newest] = await list()
  expect(newest).toMatchObject({ name: 'Packing bench 2', worker: mia.name, endedAt: null })
  expect((await doors.mutate('stations.end', { id: newest?.id }, owner)).status).toBe(200)
  const shifts = await doors.db
    .select()
    .from(stationShifts)
    .where(eq(stationShifts.stationId, newest?.id ?? ''))
  expect(shifts.map(({ endedAt }) => endedAt)).toEqual([expect.any(Date)])
  expect(await here(bench)).toBeNull()
  expect(await overview(bench)).toBe(401)
  expect((await begin(bench, mia)).status).toBe(403)
  expect((await list()).find(({ id }) => id === newest?.id)?.endedAt).not.toBeNull()
})

test('a station that was ended opens nothing, even if somebody’s shift at it were left open', async () => {
  await begin(bench, mia)
  await doors.db.$client`update stations set ended_at = now(), ended_by = 'test' where ended_at is null`
  expect(await overview(bench)).toBe(401)
})

test('a role that is bound to a warehouse opens and ends stations there alone', async () => {
  const south = await warehouseNamed(doors, 'south')
  const [role] = await doors.db.$client<{ id: string }[]>`
    insert into roles (id, name, about, permissions) values (uuidv7(), 'Benches', 'Opens benches', '{desk.open,floor.work,stations.write}') returning id`
  const lead = await doors.person({ name: 'Lea Lead' })
  await doors.db
    .$client`insert into staff_roles (customer_id, role_id, warehouse_id, granted_by) values (${lead.id}, ${role?.id ?? ''}, ${south.id}, 'test')`
  expect((await doors.mutate('stations.open', { name: 'Bench', warehouse: 'north' }, lead)).status).toBe(404)
  const { stations: listed } = await read<{ stations: unknown[] }>(
    await doors.call('stations.list', undefined, lead),
  )
  expect(listed).toEqual([])
  const [north] = await doors.db.select({ id: stations.id }).from(stations).limit(1)
  expect((await doors.mutate('stations.end', { id: north?.id }, lead)).status).toBe(403)
  expect((await doors.mutate('stations.open', { name: 'Bench', warehouse: 'south' }, lead)).status).toBe(200)
})

test('a PIN needs a fresh proof, is none of the first that somebody tries, and is kept as a hash', async () => {
  const person = await doors.person({ staff: 'Warehouse' })
  for (const pin of ['123456', '000000', '12345', '1234567', 'abcdef', '１２３４５６'])
    expect((await doors.mutate('stations.setPin', { pin }, person)).status, pin).toBe(400)
  expect((await doors.mutate('stations.setPin', { pin: PIN }, person)).status).toBe(200)
  const [kept] = await doors.db.select().from(stationPins).where(eq(stationPins.customerId, person.id))
  expect(kept?.hash).toMatch(/^scrypt-/)
  expect(kept?.hash).not.toContain(PIN)
  await doors.db
    .$client`update sessions set proven_at = now() - interval '1 hour' where customer_id = ${person.id}`
  expect((await doors.mutate('stations.setPin', { pin: '730164' }, person)).status).toBe(428)
  expect((await doors.mutate('stations.removePin', undefined, person)).status).toBe(428)
  const shopper = await doors.person()
  expect((await doors.mutate('stations.setPin', { pin: PIN }, shopper)).status).toBe(403)
})

test('an owner takes a PIN away, and the person is told', async () => {
  const person = await memberWithPin(doors)
  const owner = await doors.person({ staff: true })
  const pins = await read<{ id: string }[]>(await doors.call('stations.pins', undefined, owner))
  expect(pins.map(({ id }) => id)).toContain(person.id)
  expect((await doors.mutate('stations.takePin', { id: person.id }, owner)).status).toBe(200)
  expect((await doors.mutate('stations.takePin', { id: person.id }, owner)).status).toBe(404)
  const events = await doors.db.select().from(sessionEvents).where(eq(sessionEvents.customerId, person.id))
  expect(events).toContainEqual(expect.objectContaining({ what: 'factor_removed', factor: 'pin' }))
})

test('somebody who is signed in on the device signs out before another works there by PIN', async () => {
  const signedIn = new Device(doors, `${mia.cookie}; ${bench.cookie}`)
  expect((await begin(signedIn, mia)).status).toBe(409)
  expect(await overview(signedIn)).toBe(200)
})

test('nothing of a PIN is seen by shoppers, and by staff only where there is a station for them', async () => {
  const ownPin = async (person: Person) =>
    read<{ since: string | null } | null>(await doors.call('stations.ownPin', undefined, person))
  expect(await ownPin(await doors.person())).toBeNull()
  expect(await ownPin(await doors.person({ staff: 'Analyst' }))).toBeNull()
  const worker = await doors.person({ staff: 'Warehouse' })
  expect(await ownPin(worker)).toEqual({ since: null })
  expect(await ownPin(mia)).toEqual({ since: expect.any(String) })
  await doors.db.$client`update stations set ended_at = now(), ended_by = 'test' where ended_at is null`
  expect(await ownPin(worker)).toBeNull()
})

test('a look at personal data names the station, whatever its name holds', async () => {
  const name = `Bench "2", {left} \\ north: 3`
  const device = await openBench(doors, 'north', name)
  await begin(device, mia)
  const worker = await workerOf(doors.db, new Headers({ cookie: device.cookie }), new Date())
  assert(worker, 'somebody works there')
  const { customerId: id, station } = worker
  const ctx = { ...doors.ctx, visitor: worker, actor: { kind: 'staff' as const, id, name: worker.name } }
  await noteLook(ctx, { action: 'floor.slip', entity: 'parcel', id: 'a-look' })
  const [row] = await doors.db.select().from(audit).where(eq(audit.entityId, 'a-look'))
  expect(row?.factors).toEqual(['pin', `station:${station.id}:${name}`])
  expect(provedWords(row?.factors ?? [])).toBe(`By PIN at the packing station ${name}`)
})

test('a person who opens a station on a device that is one already ends that one', async () => {
  const owner = await doors.person({ staff: true })
  const again = new Device(doors, `${owner.cookie}; ${bench.cookie}`)
  await begin(bench, mia)
  expect((await again.mutate('stations.open', { name: 'Bench 3', warehouse: 'north' })).status).toBe(200)
  expect(await here(again)).toMatchObject({ name: 'Bench 3', worker: null })
  expect(await here(bench)).toBeNull()
  expect(await overview(bench)).toBe(401)
})
