import { holds } from '#platform/rights/permission.ts'
import type { Random } from '#proof/simulate/random.ts'
import { cookieOf, type Doors, PASSWORD, type Person } from '#proof/testing/doors.ts'

/** What a browser holds, and what it ought to open. The burglar has a copy of each. */
export type Cookie = {
  cookie: string
  of: Resident
  /** The member of staff who sees the shop as `of`. */
  seenBy: Resident | null
  isAlive: boolean
}
export type Resident = Person & {
  password: string
  roles: Set<RoleName>
  cookies: Cookie[]
  /** With it they work at packing stations. */
  pin: string | null
}
export type Key = { id: string; secret: string; may: readonly string[]; isAlive: boolean }
/** A packing station, and whether the desk has left it open. */
export type Station = { id: string; cookie: string; isOpen: boolean }
/** What a station's browser held while somebody worked there. The burglar has a copy of each. */
export type Shift = { station: Station; cookie: string; of: Resident; isAlive: boolean }

export type RoleName = 'Owner' | 'Support' | 'Warehouse' | 'Analyst'

/** The people, keys and cookies as they ought to be, beside the shop in which they are. */
export type Town = {
  doors: Doors
  random: Random
  roles: ReadonlyMap<RoleName, { id: string; permissions: readonly string[] }>
  owner: Resident
  residents: Resident[]
  keys: Key[]
  stations: Station[]
  shifts: Shift[]
  /** What happened, for the story of a failure. */
  history: string[]
}

const DRAWS = 10
const FIRST_RESIDENTS = 5
const FIRST_STAFF = 3
const ROLES: readonly RoleName[] = ['Owner', 'Support', 'Warehouse', 'Analyst']

export async function openTown(doors: Doors, random: Random): Promise<Town> {
  const rows = await doors.db.$client<{ id: string; name: RoleName; permissions: string[] }[]>`
    select id, name, permissions from roles where name = any(${[...ROLES]})`
  const roles = new Map(rows.map(({ name, ...role }) => [name, role]))
  const owner = resident(await doors.person({ name: 'Olive Owner', staff: true }))
  owner.roles.add('Owner')
  const town: Town = {
    doors,
    random,
    roles,
    owner,
    residents: [owner],
    keys: [],
    stations: [],
    shifts: [],
    history: [],
  }
  for (let count = 0; count < FIRST_RESIDENTS; count++) await signUp(town)
  for (let count = 0; count < FIRST_STAFF; count++) await giveRole(town)
  return town
}

export function resident(person: Person): Resident {
  const made: Resident = { ...person, password: PASSWORD, roles: new Set(), cookies: [], pin: null }
  made.cookies.push({ cookie: person.cookie, of: made, seenBy: null, isAlive: true })
  return made
}

/** What somebody may do at the desk, by the roles that they ought to have. */
export const rightsOf = (town: Town, { roles }: Resident): string[] =>
  [...roles].flatMap(role => town.roles.get(role)?.permissions ?? [])

/** Whether a cookie shows anybody at all. */
export const opens = (town: Town, { isAlive, seenBy }: Cookie): boolean =>
  isAlive && (seenBy === null || holds(rightsOf(town, seenBy), 'customers.see_as'))

/** Whether a cookie opens what needs the permission: somebody who sees the shop as another person has none. */
export const may = (town: Town, cookie: Cookie, permission: 'staff.read' | 'staff.write'): boolean =>
  opens(town, cookie) && cookie.seenBy === null && holds(rightsOf(town, cookie.of), permission)

export type Act = (town: Town) => Promise<string | null>

/** One thing that somebody rightly does, done to the shop and to what ought to be. What nobody can do yet is passed over. */
export async function live(town: Town, acts: typeof TOWN_ACTS): Promise<void> {
  for (let draw = 0; draw < DRAWS; draw++) {
    const said = await town.random.weighed(acts)(town)
    if (said) {
      town.history.push(said)
      return
    }
  }
}

const signUp: Act = async town => {
  const person = resident(await town.doors.person({ name: `Resident ${town.residents.length}` }))
  await town.doors.db.$client`update customers set email_verified = true where id = ${person.id}`
  town.residents.push(person)
  return `${person.name} signs up`
}

const signIn: Act = async town => {
  const who = town.random.pick(town.residents)
  const { email, password } = who
  const answer = await town.doors.send('POST', '/api/auth/sign-in/email', { body: { email, password } })
  if (!answer.ok) throw new Error(`${who.name} could not sign in: ${answer.status}`)
  who.cookies.push({ cookie: cookieOf(answer), of: who, seenBy: null, isAlive: true })
  return `${who.name} signs in`
}

const signOut: Act = async town => {
  const cookie = aliveOf(town, town.random.pick(town.residents))
  if (!cookie || isLastOfOwner(town, cookie)) return null
  await town.doors.send('POST', '/api/auth/sign-out', { as: as(cookie), body: {} })
  cookie.isAlive = false
  return `${cookie.of.name} signs out`
}

const endOthers: Act = async town => {
  const cookie = aliveOf(town, town.random.pick(town.residents))
  if (!cookie) return null
  await done(town.doors.mutate('account.endSessions', { which: 'others' }, as(cookie)))
  for (const other of town.residents.flatMap(({ cookies }) => cookies))
    if (other.of === cookie.of && other !== cookie) other.isAlive = false
  return `${cookie.of.name} ends all other sessions`
}

const changePassword: Act = async town => {
  const cookie = aliveOf(town, town.random.pick(town.residents))
  if (!cookie) return null
  const who = cookie.of
  const newPassword = `three quiet words ${town.history.length}`
  const answer = await done(
    town.doors.mutate('account.changePassword', { password: who.password, newPassword }, as(cookie)),
  )
  for (const each of who.cookies) each.isAlive = false
  for (const other of town.residents.flatMap(({ cookies }) => cookies))
    if (other.of === who) other.isAlive = false
  who.password = newPassword
  who.cookies.push({ cookie: cookieOf(answer), of: who, seenBy: null, isAlive: true })
  return `${who.name} changes the password`
}

/** Support sees the shop as others do, so that there is more to steal. */
const GIVEN = [
  [3, 'Support'],
  [1, 'Warehouse'],
  [1, 'Analyst'],
] as const

const giveRole: Act = async town => {
  const giver = aliveOf(town, town.owner)
  const who = town.random.pick(town.residents)
  const role = town.random.weighed(GIVEN)
  if (!giver || who === town.owner || who.roles.has(role)) return null
  await done(
    town.doors.mutate('staff.giveRole', { email: who.email, roleId: town.roles.get(role)?.id }, as(giver)),
  )
  who.roles.add(role)
  return `${who.name} becomes ${role}`
}

const takeRole: Act = async town => {
  const taker = aliveOf(town, town.owner)
  const holders = town.residents.filter(who => who !== town.owner && who.roles.size > 0)
  if (!taker || holders.length === 0) return null
  const who = town.random.pick(holders)
  const role = town.random.pick([...who.roles])
  await done(
    town.doors.mutate('staff.takeRole', { customerId: who.id, roleId: town.roles.get(role)?.id }, as(taker)),
  )
  who.roles.delete(role)
  if (who.roles.size === 0) forgetPin(town, who)
  return `${who.name} is ${role} no more`
}

const seeAs: Act = async town => {
  const support = town.residents.filter(({ roles }) => roles.has('Support'))
  const staff = town.random.chance(0.2) || support.length === 0 ? town.owner : town.random.pick(support)
  const shopper = town.random.pick(town.residents)
  const cookie = aliveOf(town, staff)
  if (!cookie || shopper.roles.size > 0) return null
  const asked = { customerId: shopper.id, reason: 'they called' }
  const answer = await done(town.doors.mutate('staff.seeAs', asked, as(cookie)))
  const [seen = ''] = cookieOf(answer).split('; ')
  shopper.cookies.push({ cookie: seen, of: shopper, seenBy: staff, isAlive: true })
  return `${staff.name} sees the shop as ${shopper.name}`
}

const makeKey: Act = async town => {
  const maker = aliveOf(town, town.owner)
  if (!maker) return null
  const may = town.random.pick([
    ['orders.read'],
    ['orders.read', 'orders.cancel'],
    ['stock.read'],
    ['keys.write', 'stock.read'],
  ])
  const wish = { name: `Key ${town.keys.length}`, may, expiresAt: null }
  const made = await secretIn(await done(town.doors.mutate('staff.makeKey', wish, as(maker))))
  town.keys.push({ ...made, may, isAlive: true })
  return `a key that may ${may.join(' ')} is made`
}

const rotateKey: Act = async town => {
  const [maker, key] = [aliveOf(town, town.owner), town.keys.findLast(({ isAlive }) => isAlive)]
  if (!maker || !key) return null
  const { secret } = await secretIn(
    await done(town.doors.mutate('staff.rotateKey', { id: key.id, oldHours: 0 }, as(maker))),
  )
  key.isAlive = false
  town.keys.push({ ...key, secret, isAlive: true })
  return 'a key gets another secret'
}

const takeKeyBack: Act = async town => {
  const [maker, key] = [aliveOf(town, town.owner), town.keys.find(({ isAlive }) => isAlive)]
  if (!maker || !key) return null
  await done(town.doors.mutate('staff.takeKeyBack', { id: key.id }, as(maker)))
  key.isAlive = false
  return 'a key is taken back'
}

export const TOWN_ACTS: readonly (readonly [number, Act])[] = [
  [3, signUp],
  [5, signIn],
  [3, signOut],
  [3, endOthers],
  [3, changePassword],
  [5, giveRole],
  [3, takeRole],
  [5, seeAs],
  [2, makeKey],
  [2, rotateKey],
  [2, takeKeyBack],
]

export const as = ({ cookie, of }: Cookie): Person => ({ ...of, cookie })

export const aliveOf = (town: Town, who: Resident) =>
  who.cookies.findLast(cookie => cookie.seenBy === null && opens(town, cookie))

/** Somebody must stay who can do what owners do. */
const isLastOfOwner = (town: Town, cookie: Cookie) =>
  cookie.of === town.owner && town.owner.cookies.filter(({ isAlive }) => isAlive).length === 1

export async function done(asked: Promise<Response>): Promise<Response> {
  const answer = await asked
  if (!answer.ok)
    throw new Error(`Somebody was rightly there and was answered ${answer.status}: ${await answer.text()}`)
  return answer
}

async function secretIn(answer: Response): Promise<{ id: string; secret: string }> {
  const { result } = (await answer.json()) as { result: { data: { json: { id: string; secret: string } } } }
  return result.data.json
}

/** Somebody who leaves the staff leaves their PIN behind, and the shift that it began. */
export function forgetPin(town: Town, who: Resident): void {
  who.pin = null
  endShifts(town, shift => shift.of === who)
}

export function endShifts({ shifts }: Town, which: (shift: Shift) => boolean): void {
  for (const shift of shifts.filter(which)) shift.isAlive = false
}
