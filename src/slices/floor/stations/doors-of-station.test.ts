import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Wanted } from '#proof/testing/access-row.ts'
import { otherRoutes, procedures, restRoutes, signInRoutes } from '#proof/testing/access-table.ts'
import { type Doors, openDoors, type Person } from '#proof/testing/doors.ts'
import { stockUp } from '#proof/testing/stock-up.ts'
import { appRouter } from '#run/web/trpc-root.ts'
import { type Device, memberWithPin, openBench, PIN } from './test-bench.ts'

/** What somebody who works by PIN may call. All other procedures answer them as they answer a browser without a session. */
const AT_STATION = [
  'desk.whatBecame',
  'floor.bins',
  'floor.claim',
  'floor.closeManifest',
  'floor.delivered',
  'floor.giveBack',
  'floor.handOver',
  'floor.lookAgain',
  'floor.makeWave',
  'floor.manifest',
  'floor.manifests',
  'floor.overview',
  'floor.pack',
  'floor.packed',
  'floor.parcel',
  'floor.parcels',
  'floor.scan',
  'floor.toPutAway',
  'floor.walk',
  'floor.warehouse',
  'floor.wave',
  'stations.stillHere',
]
/** They say what the device is, and who works at it. */
const OF_THE_DEVICE = ['stations.here', 'stations.begin', 'stations.leave']
const ROUTES_AT_STATION = /^GET \/api\/floor\//

type Declared = { _def: { type: string; meta?: { atStation?: boolean } } }
const declared = Object.entries(appRouter._def.procedures as unknown as Record<string, Declared>)
const kindOf = Object.fromEntries(declared.map(([name, { _def }]) => [name, _def.type]))

let doors: Doors
let bench: Device
let mia: Person
beforeAll(async () => {
  doors = await openDoors()
  await stockUp(doors.db, { sku: 'BENCH', units: { north: 1, south: 1 } })
  await doors.db.$client`update warehouses set floor = 'own'`
  // An owner: whatever they hold, the station has the floor's rights alone.
  mia = await memberWithPin(doors, 'Owner')
  bench = await openBench(doors)
  expect((await bench.mutate('stations.begin', { person: mia.id, pin: PIN })).status).toBe(200)
})
afterAll(() => doors.close())

const wanted: Wanted = {
  id: crypto.randomUUID(),
  number: 'O-NONE',
  email: 'nobody@example.com',
  sku: 'BENCH',
  token: undefined,
}
const ask = (name: string, input: unknown) =>
  (kindOf[name] === 'query' ? doors.call : doors.mutate)(name, input, bench.as)

test('the list of what opens at a station is the one in the code', () => {
  const flagged = declared.filter(([, { _def }]) => _def.meta?.atStation).map(([name]) => name)
  expect(flagged.sort()).toEqual(AT_STATION)
})

test.each(AT_STATION)('%s opens to the owner of the PIN', async name => {
  const { status } = await ask(name, procedures[name]?.ask?.(wanted) ?? whatBecame(name))
  expect([401, 403], String(status)).not.toContain(status)
})

const whatBecame = (name: string) =>
  name === 'desk.whatBecame' ? { actionId: crypto.randomUUID() } : undefined

describe('At a station every other door is as for somebody without a session:', () => {
  const others = Object.entries(procedures).filter(
    ([name]) => ![...AT_STATION, ...OF_THE_DEVICE].includes(name),
  )
  test.each(others)('%s', async (name, { who, ask: inputOf }) => {
    const answer = await ask(name, inputOf?.(wanted))
    const said = await answer.text()
    expect(said).not.toContain(mia.email)
    if (who.visitor === 401) expect(answer.status, said).toBe(401)
    else if (typeof who.visitor === 'number') expect(answer.status, said).toBeGreaterThanOrEqual(400)
  })

  const routes = Object.entries({ ...restRoutes, ...otherRoutes })
  test.each(routes.filter(([route]) => !ROUTES_AT_STATION.test(route)))('%s', async (route, { who, ask }) => {
    const [method = '', path = ''] = route.split(' ')
    const answer = await doors.send(method, path.replace('{id}', wanted.id), {
      as: bench.as,
      ...(ask && { body: ask(wanted) }),
      headers: { 'idempotency-key': crypto.randomUUID() },
    })
    expect(await answer.text()).not.toContain(mia.email)
    if (who.visitor === 401) expect(answer.status).toBe(401)
  })

  test.each(Object.entries(signInRoutes))('%s', async (route, { ask }) => {
    const [method = '', path = ''] = route.split(' ')
    const answer = await doors.send(method, `/api/auth${path}`, {
      as: bench.as,
      ...(method === 'POST' && { body: ask?.(wanted) }),
    })
    expect(await answer.text()).not.toContain(mia.email)
  })
})

test.each(Object.keys(otherRoutes).filter(route => ROUTES_AT_STATION.test(route)))(
  '%s is the floor’s and opens',
  async route => {
    const [method = '', path = ''] = route.split(' ')
    const at = path.replace('[id]', wanted.id)
    expect((await doors.send(method, at, { as: bench.as })).status).toBe(404)
    expect((await doors.send(method, at)).status).toBe(401)
  },
)

test('only the warehouse of the station is theirs', async () => {
  expect((await bench.call('floor.warehouse', { warehouse: 'north' })).status).toBe(200)
  expect((await bench.call('floor.warehouse', { warehouse: 'south' })).status).toBe(404)
  const overview = await (await bench.call('floor.overview')).text()
  expect(overview).toContain('"north"')
  expect(overview).not.toContain('"south"')
})
