import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import superjson from 'superjson'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { env } from '#platform/lib/env.ts'
import { endWithUs } from '#platform/processes/watchdog.ts'
import { cookieOf, type Doors, openDoors, PASSWORD, type Person } from '#proof/testing/doors.ts'
import { keyFor } from '#proof/testing/key-for.ts'
import { stockUp } from '#proof/testing/stock-up.ts'
import { type Device, memberWithPin, openBench, PIN } from '#slices/floor/stations/test-bench.ts'
import { giveRoleNamed } from '#slices/staff/give-role-named.ts'

let doors: Doors
let webs: string[]
const processes: ReturnType<typeof spawn>[] = []
beforeAll(async () => {
  doors = await openDoors()
  webs = await Promise.all([openWeb(), openWeb()])
}, 120_000)
afterAll(async () => {
  for (const web of processes) web.kill('SIGTERM')
  await doors.close()
})

/** Another process on the same database. */
async function openWeb(): Promise<string> {
  const web = spawn(process.execPath, ['--import', 'tsx', resolve('src/proof/testing/small-web.ts')], {
    env: process.env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  processes.push(web)
  endWithUs(web)
  const port = await new Promise<string>((done, fail) => {
    web.stdout?.once('data', chunk => done(String(chunk).trim()))
    web.once('exit', code => fail(new Error(`The web process ended with ${code}.`)))
  })
  return `http://127.0.0.1:${port}`
}

const ask = async (web: string, { cookie }: Person) =>
  (await fetch(`${web}/api/trpc/account.security`, { headers: { cookie } })).status
const signInAgain = async (person: Person): Promise<Person> => {
  const body = { email: person.email, password: PASSWORD }
  return { ...person, cookie: cookieOf(await doors.send('POST', '/api/auth/sign-in/email', { body })) }
}

test('a session that was ended in one process opens nothing in any other, from the next request on', async () => {
  const person = await doors.person()
  for (let round = 0; round < 5; round++) {
    const ended = await signInAgain(person)
    for (const web of webs) expect(await ask(web, ended)).toBe(200)
    let isOver = false
    const late: number[] = []
    // Both are asked all the time, so that whatever one of them might remember is fresh.
    const asking = webs.map(async web => {
      for (let asked = 0; asked < 40; asked++) {
        const wasOver = isOver
        const status = await ask(web, ended)
        if (wasOver) late.push(status)
      }
    })
    expect((await doors.mutate('account.endSessions', { which: 'others' }, person)).status).toBe(200)
    isOver = true
    await Promise.all(asking)
    for (const web of webs) late.push(await ask(web, ended))
    expect(late.filter(status => status !== 401)).toEqual([])
    for (const web of webs) expect(await ask(web, person)).toBe(200)
  }
})

test('and neither does the old token of one that was proved again', async () => {
  const person = await doors.person()
  for (const web of webs) expect(await ask(web, person)).toBe(200)
  const proved = await doors.mutate('factors.prove', { password: PASSWORD }, person)
  for (const web of webs) expect(await ask(web, person)).toBe(401)
  for (const web of webs) expect(await ask(web, { ...person, cookie: cookieOf(proved) })).toBe(200)
})

/** A change that one of the other processes is asked for. */
const changeAt = async (web: string, name: string, input: unknown, { cookie }: Person) =>
  (
    await fetch(`${web}/api/trpc/${name}`, {
      method: 'POST',
      headers: { cookie, origin: env().shopUrl, 'content-type': 'application/json' },
      body: JSON.stringify(superjson.serialize(input)),
    })
  ).status

test('whichever process ends a session, it is over in all of them at once', async () => {
  const person = await doors.person()
  for (const ending of webs) {
    const ended = await signInAgain(person)
    for (const web of webs) expect(await ask(web, ended)).toBe(200)
    expect(await changeAt(ending, 'account.endSessions', { which: 'others' }, person)).toBe(200)
    const answers = await Promise.all([
      ...webs.map(web => ask(web, ended)),
      doors.call('account.security', undefined, ended).then(({ status }) => status),
    ])
    expect(answers).toEqual([401, 401, 401])
    for (const web of webs) expect(await ask(web, person)).toBe(200)
  }
})

test('a key that one process takes back is refused by every other from the next request on', async () => {
  const [owner, headers] = [await doors.person({ staff: true }), await keyFor(doors.db, 'orders.read')]
  const orders = async (web: string) => (await fetch(`${web}/api/v1/admin/orders`, { headers })).status
  for (const web of webs) expect(await orders(web)).toBe(200)
  const [key] = await doors.db.$client`select id from api_keys`
  expect(await changeAt(webs[0] ?? '', 'staff.takeKeyBack', { id: key?.id }, owner)).toBe(200)
  expect(await Promise.all(webs.map(orders))).toEqual([401, 401])
})

test('and one role of several that one process takes away opens nothing in any other', async () => {
  const [owner, person] = [await doors.person({ staff: true }), await doors.person({ staff: 'Support' })]
  await giveRoleNamed(doors.db, person.id, 'Analyst')
  const withdrawals = async (web: string) =>
    (await fetch(`${web}/api/trpc/staffWithdrawals.waiting`, { headers: { cookie: person.cookie } })).status
  for (const web of webs) expect(await withdrawals(web)).toBe(200)
  const [support] = await doors.db.$client`select id from roles where name = 'Support'`
  const role = { customerId: person.id, roleId: support?.id, warehouseId: null }
  expect(await changeAt(webs[1] ?? '', 'staff.takeRole', role, owner)).toBe(200)
  expect(await Promise.all(webs.map(withdrawals))).toEqual([403, 403])
})

test('a packing station that was ended, or a person who may not work there any more, opens nothing in any process', async () => {
  await stockUp(doors.db, { sku: 'BENCH', units: { north: 1 } })
  const floor = async (web: string, { cookie }: Device) =>
    (await fetch(`${web}/api/trpc/floor.overview`, { headers: { cookie } })).status
  const [bench, mia] = [await openBench(doors), await memberWithPin(doors)]
  const begin = () => bench.mutate('stations.begin', { person: mia.id, pin: PIN })
  expect((await begin()).status).toBe(200)
  for (const web of webs) expect(await floor(web, bench)).toBe(200)
  const { $client } = doors.db
  const held = await $client`delete from staff_roles where customer_id = ${mia.id} returning *`
  for (const web of webs) expect(await floor(web, bench)).toBe(401)
  await $client`insert into staff_roles ${$client(held)}`
  expect((await doors.mutate('stations.setPin', { pin: PIN }, mia)).status).toBe(200)
  expect((await begin()).status).toBe(200)
  for (const web of webs) expect(await floor(web, bench)).toBe(200)
  await $client`update stations set ended_at = now(), ended_by = 'test' where ended_at is null`
  for (const web of webs) expect(await floor(web, bench)).toBe(401)
})
