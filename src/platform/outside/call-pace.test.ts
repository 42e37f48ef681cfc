import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type CallPace, callPace } from './call-pace.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const shopper = { endpoint: 'charge', urgent: true, waitMs: 4_000 }
const sweeper = { endpoint: 'charge', urgent: false, waitMs: 4_000 }

/** Asks for turns and notes in which order they were given or denied. */
function asking(pace: CallPace) {
  const heard: string[] = []
  return {
    heard,
    ask(name: string, turn: Parameters<CallPace['turn']>[0]) {
      void pace.turn(turn).then(mayCall => heard.push(mayCall ? name : `${name} denied`))
    },
  }
}

test('no second sees more calls of one endpoint than its limit, and all are made in order', async () => {
  const { heard, ask } = asking(callPace({ perEndpoint: 3, overall: 12 }))
  for (let n = 1; n <= 7; n++) ask(`${n}`, shopper)
  await vi.advanceTimersByTimeAsync(0)
  expect(heard).toEqual(['1', '2', '3'])
  await vi.advanceTimersByTimeAsync(999)
  expect(heard).toHaveLength(3)
  await vi.advanceTimersByTimeAsync(1)
  expect(heard).toEqual(['1', '2', '3', '4', '5', '6'])
  await vi.advanceTimersByTimeAsync(1_000)
  expect(heard).toHaveLength(7)
})

test('all endpoints together stay below the limit of the account', async () => {
  const { heard, ask } = asking(callPace({ perEndpoint: 3, overall: 4 }))
  for (let n = 1; n <= 3; n++) {
    ask(`charge ${n}`, shopper)
    ask(`look ${n}`, { ...shopper, endpoint: 'look' })
  }
  await vi.advanceTimersByTimeAsync(500)
  expect(heard).toEqual(['charge 1', 'look 1', 'charge 2', 'look 2'])
  await vi.advanceTimersByTimeAsync(500)
  expect(heard).toHaveLength(6)
})

test('background calls yield to requests and never take more than half', async () => {
  const { heard, ask } = asking(callPace({ perEndpoint: 4, overall: 16 }))
  for (let n = 1; n <= 4; n++) ask(`sweep ${n}`, sweeper)
  for (let n = 1; n <= 4; n++) ask(`order ${n}`, shopper)
  await vi.advanceTimersByTimeAsync(0)
  expect(heard).toEqual(['sweep 1', 'sweep 2', 'order 1', 'order 2'])
  await vi.advanceTimersByTimeAsync(1_000)
  expect(heard.slice(4)).toEqual(['order 3', 'order 4', 'sweep 3', 'sweep 4'])
})

test('a wait has a limit, and a caller that would wait longer is told at once', async () => {
  const { heard, ask } = asking(callPace({ perEndpoint: 1, overall: 4 }))
  for (let n = 1; n <= 8; n++) ask(`${n}`, { ...shopper, waitMs: 2_000 })
  await vi.advanceTimersByTimeAsync(0)
  expect(heard).toEqual(['1', '5 denied', '6 denied', '7 denied', '8 denied'])
  await vi.advanceTimersByTimeAsync(2_000)
  expect(heard.slice(5)).toEqual(['2', '3', '4 denied'])
})

test('after the provider said "too fast" nobody calls until its time is over', async () => {
  const pace = callPace({ perEndpoint: 5, overall: 20 })
  const { heard, ask } = asking(pace)
  pace.pause(1_500)
  ask('1', shopper)
  await vi.advanceTimersByTimeAsync(1_499)
  expect(heard).toEqual([])
  await vi.advanceTimersByTimeAsync(1)
  expect(heard).toEqual(['1'])
})

test('two addresses that send all they can leave a third its turns, and only they are denied', async () => {
  const { heard, ask } = asking(callPace({ perEndpoint: 25, overall: 100 }))
  const flood = () => {
    for (const behalf of ['198.51.100.1', '198.51.100.2'])
      for (let n = 0; n < 20; n++) ask(`flood ${behalf}`, { ...shopper, behalf })
  }
  for (let second = 0; second < 20; second++) {
    flood()
    ask(`buyer ${second}`, { ...shopper, behalf: `192.0.2.${second}` })
    await vi.advanceTimersByTimeAsync(1_000)
  }
  const buyers = heard.filter(one => one.startsWith('buyer'))
  expect(buyers.filter(one => one.endsWith('denied'))).toEqual([])
  expect(buyers.length).toBeGreaterThanOrEqual(19)
  expect(heard.filter(one => one.endsWith('denied')).length).toBeGreaterThan(100)
  expect(heard.filter(one => one.startsWith('flood') && !one.endsWith('denied')).length).toBeGreaterThan(400)
})

test('a buyer waits for one turn of each waiting address, not for all of their turns', async () => {
  const { heard, ask } = asking(callPace({ perEndpoint: 2, overall: 8 }))
  for (const behalf of ['a', 'b']) for (let n = 1; n <= 4; n++) ask(`${behalf}${n}`, { ...shopper, behalf })
  ask('buyer', { ...shopper, behalf: 'c' })
  await vi.advanceTimersByTimeAsync(1_000)
  expect(heard).toEqual(['a1', 'a2', 'b1', 'buyer'])
  await vi.advanceTimersByTimeAsync(3_000)
  expect(heard.filter(one => !one.endsWith('denied'))).toHaveLength(9)
})
