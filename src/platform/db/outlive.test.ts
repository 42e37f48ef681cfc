import { afterEach, expect, test } from 'vitest'
import { isDatabaseAway, outliveLostConnections } from './lost-connections.ts'

const coded = (code: string, message = code) => Object.assign(new Error(message), { code })
const before = process.listeners('unhandledRejection')
afterEach(() => {
  for (const listener of process.listeners('unhandledRejection'))
    if (!before.includes(listener)) process.off('unhandledRejection', listener)
})

function listening() {
  const heard: unknown[] = []
  outliveLostConnections(error => heard.push(error))
  const reject = process.listeners('unhandledRejection').at(-1) as (error: unknown) => void
  return { heard, reject }
}

// As they were met when Postgres was struck by kill, restart and cut connections.
test.each([
  coded('57P01'),
  coded('57P03', 'the database system is starting up'),
  coded('CONNECTION_CLOSED'),
  coded('CONNECT_TIMEOUT'),
  coded('ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:5432'),
  coded('ECONNRESET'),
  new Error('Connection terminated unexpectedly'),
  new Error('Failed query: select 1', { cause: coded('57P01') }),
])('a process outlives that its database is away: %s', error => {
  const { heard, reject } = listening()
  reject(error)
  expect(heard).toEqual([error])
})

test.each([
  new TypeError('undefined is not a function'),
  coded('23505', 'duplicate key'),
  coded('3D000', 'database "shop" does not exist'),
  coded('28P01', 'password authentication failed'),
])('any other rejection that nobody awaits ends the process: %s', error => {
  const { heard, reject } = listening()
  expect(() => reject(error)).toThrow(error)
  expect(heard).toEqual([])
  expect(isDatabaseAway(error)).toBe(false)
})
