import { random } from '#proof/simulate/random.ts'
import type { Doors } from '#proof/testing/doors.ts'
import { asAt, BENCH_ACTS, worksOn } from './benches.ts'
import {
  as,
  type Cookie,
  type Key,
  live,
  may,
  opens,
  openTown,
  type Shift,
  TOWN_ACTS,
  type Town,
} from './town.ts'

const STEPS = 60
const TRIES = 6
const ACTS = [...TOWN_ACTS, ...BENCH_ACTS]

/**
 * A burglar who has a copy of every cookie and every key that was ever handed out, and tries some of them after each thing that
 * people rightly do, what has just been shut before all. Answers what went wrong, with the story before it: something opened that ought to be shut, or the other way
 * round. The same seed gives the same run.
 */
export async function burgle(doors: Doors, seed: number): Promise<string[]> {
  const town = await openTown(doors, random(seed, 'burglar'))
  for (let step = 0; step < STEPS; step++) {
    const open = new Set(allCookies(town).filter(cookie => opens(town, cookie)))
    const working = town.shifts.filter(shift => worksOn(town, shift))
    await live(town, ACTS)
    const shut = [...open].filter(cookie => !opens(town, cookie))
    const over = working.filter(shift => !worksOn(town, shift))
    const wrong = await firstWrong([
      ...shut.map(cookie => () => tryToBeThem(town, cookie)),
      ...over.map(shift => () => tryToWork(town, shift)),
      ...Array.from({ length: TRIES }, () => () => tryOne(town)),
    ])
    if (wrong) return [...town.history.slice(-12), wrong]
  }
  return []
}

/** One after the other: each try sees what the one before it left. */
async function firstWrong(tries: (() => Promise<string | null>)[]): Promise<string | null> {
  for (const attempt of tries) {
    const wrong = await attempt()
    if (wrong) return wrong
  }
  return null
}

const allCookies = ({ residents }: Town) => residents.flatMap(({ cookies }) => cookies)

async function tryOne(town: Town): Promise<string | null> {
  const { random, keys, shifts } = town
  if (shifts.length > 0 && random.chance(0.3)) return tryToWork(town, random.pick(shifts))
  if (keys.length > 0 && random.chance(0.3)) return tryKey(town, random.pick(keys))
  const cookie = random.pick(allCookies(town))
  return random.weighed([
    [3, tryToBeThem],
    [3, tryTheDesk],
    [2, tryToChange],
    [2, tryToRise],
    [1, tryToForge],
  ] as const)(town, cookie)
}

/** `me` says whose session it is. */
async function tryToBeThem(town: Town, cookie: Cookie) {
  const said = await (await town.doors.call('customers.me', undefined, as(cookie))).text()
  const shown = said.includes(cookie.of.email)
  return differs(shown, opens(town, cookie), `the cookie of ${wordsOf(cookie)} shows the account`)
}

async function tryTheDesk(town: Town, cookie: Cookie) {
  const { status } = await town.doors.call('staff.people', undefined, as(cookie))
  return differs(
    status === 200,
    may(town, cookie, 'staff.read'),
    `the cookie of ${wordsOf(cookie)} opens the staff’s room`,
  )
}

/** The cookies of a packing station open its floor, to the one who works there, and nothing else. */
async function tryToWork(town: Town, shift: Shift) {
  const said = `the cookies of a station at which ${shift.of.name} worked`
  const floor = await town.doors.call('floor.overview', undefined, asAt(shift))
  const others = await Promise.all([
    town.doors.call('staff.people', undefined, asAt(shift)),
    town.doors.mutate('account.changeName', { name: shift.of.name }, asAt(shift)),
    town.doors.mutate('stations.setPin', { pin: '264801' }, asAt(shift)),
  ])
  return (
    differs(floor.status === 200, worksOn(town, shift), `${said} open the floor`) ??
    differs(
      others.some(({ status }) => status !== 401),
      false,
      `${said} open something beside the floor`,
    )
  )
}

/** A name that the owner of the account gave it stays, unless the cookie is theirs and alive. */
async function tryToChange(town: Town, cookie: Cookie) {
  const { status } = await town.doors.mutate('account.changeName', { name: cookie.of.name }, as(cookie))
  const ought = opens(town, cookie) && cookie.seenBy === null
  return differs(status === 200, ought, `the cookie of ${wordsOf(cookie)} changes the account`)
}

/** Makes somebody an owner, which nobody but an owner may. */
async function tryToRise(town: Town, cookie: Cookie) {
  const roleId = town.roles.get('Owner')?.id
  if (cookie.of === town.owner && opens(town, cookie)) return null
  const { status } = await town.doors.mutate('staff.giveRole', { email: cookie.of.email, roleId }, as(cookie))
  return differs(status === 200, false, `the cookie of ${wordsOf(cookie)} makes an owner`)
}

/** One letter of the token is another. */
async function tryToForge(town: Town, cookie: Cookie) {
  const at = cookie.cookie.indexOf('=') + 5
  const letter = cookie.cookie[at] === 'a' ? 'b' : 'a'
  const forged = { ...cookie, cookie: cookie.cookie.slice(0, at) + letter + cookie.cookie.slice(at + 1) }
  const said = await (await town.doors.call('customers.me', undefined, as(forged))).text()
  return differs(
    said.includes(cookie.of.email),
    false,
    `a forged cookie of ${wordsOf(cookie)} shows the account`,
  )
}

async function tryKey(town: Town, key: Key) {
  const headers = { authorization: `Bearer ${key.secret}` }
  const { status } = await town.doors.send('GET', '/api/v1/admin/orders', { headers })
  const ought = key.isAlive ? (key.may.includes('orders.read') ? 200 : 403) : 401
  if (status !== ought)
    return `Wrong: a key that may ${key.may.join(' ')} was answered ${status} and not ${ought}`
  const wish = { name: 'Stolen', may: ['*'], expiresAt: null }
  const rise = await town.doors.send('POST', '/api/v1/admin/desk/staff.makeKey', { headers, body: wish })
  return differs(
    rise.status === 200,
    false,
    `a key that may ${key.may.join(' ')} makes one that may everything`,
  )
}

const differs = (is: boolean, ought: boolean, words: string) =>
  is === ought ? null : `Wrong: it is ${ought ? 'not ' : ''}so that ${words}`

const wordsOf = ({ of, seenBy, isAlive }: Cookie) =>
  `${of.name}${seenBy ? ` in the hands of ${seenBy.name}` : ''}${isAlive ? '' : ', which has ended'}`
