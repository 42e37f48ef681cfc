import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Doors, openDoors, type Person } from '#proof/testing/doors.ts'
import { stockUp } from '#proof/testing/stock-up.ts'
import { stationLimits } from './rate-limits.ts'
import { type Device, memberWithPin, openBench, PIN } from './test-bench.ts'

let doors: Doors
beforeAll(async () => {
  vi.stubEnv('RATE_LIMITS', 'on')
  doors = await openDoors()
  await stockUp(doors.db, { sku: 'BENCH', units: { north: 1 } })
})
afterAll(() => doors.close())

const WRONG = '730164'
const tryPin = async (bench: Device, { id }: Person, pin = WRONG) =>
  (await bench.mutate('stations.begin', { person: id, pin })).status

test('after a few wrong PINs of one person at one station the right one does not open it either, and colleagues still work there', async () => {
  const [bench, mia, tom] = [await openBench(doors), await memberWithPin(doors), await memberWithPin(doors)]
  for (let tried = 0; tried < stationLimits.pinAtStation.most; tried++)
    expect(await tryPin(bench, mia)).toBe(400)
  const refused = await bench.mutate('stations.begin', { person: mia.id, pin: PIN })
  expect(refused.status).toBe(429)
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(60)
  expect(await refused.text()).toContain('Or sign in with your password now.')
  expect(await tryPin(bench, tom, PIN)).toBe(200)
})

test('a PIN that is right is no guess, however often somebody comes back', async () => {
  const [bench, mia] = [await openBench(doors), await memberWithPin(doors)]
  for (let began = 0; began <= stationLimits.pinAtStation.most; began++)
    expect(await tryPin(bench, mia, PIN)).toBe(200)
})

test('a person’s PIN is tried no more often at many stations than on one day at all', async () => {
  const mia = await memberWithPin(doors)
  let tried = 0
  while (tried < stationLimits.pinOfPerson.most) {
    const bench = await openBench(doors)
    for (
      let here = 0;
      here < stationLimits.pinAtStation.most - 1 && tried < stationLimits.pinOfPerson.most;
      here++, tried++
    )
      expect(await tryPin(bench, mia), `try ${tried}`).toBe(400)
  }
  expect(await tryPin(await openBench(doors), mia, PIN)).toBe(429)
})

test('of many wrong tries at once no more are looked at than of one after the other', async () => {
  const [bench, mia] = [await openBench(doors), await memberWithPin(doors)]
  const statuses = await Promise.all(Array.from({ length: 20 }, () => tryPin(bench, mia)))
  expect(statuses.filter(status => status === 400).length).toBeLessThanOrEqual(
    stationLimits.pinAtStation.most,
  )
  expect(statuses.filter(status => status === 429).length).toBeGreaterThan(0)
})
