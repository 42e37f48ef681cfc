import { cookieOf, type Person } from '#proof/testing/doors.ts'
import {
  type Act,
  aliveOf,
  done,
  endShifts,
  forgetPin,
  type Resident,
  rightsOf,
  type Shift,
  type Town,
} from './town.ts'

/** Whether the cookies of a station open the floor. */
export const worksOn = (town: Town, { station, of, isAlive }: Shift): boolean =>
  isAlive && station.isOpen && holdsFloor(town, of)

export const asAt = ({ of, cookie }: Shift): Person => ({ ...of, cookie })

const FIRST_OWN = 'orderly.session_token='

const openStation: Act = async town => {
  if (town.stations.filter(({ isOpen }) => isOpen).length > 2) return null
  const { email, password } = town.owner
  // A sign-in of its own: the device is signed out of it by opening.
  const signedIn = await done(
    town.doors.send('POST', '/api/auth/sign-in/email', { body: { email, password } }),
  )
  const wish = { name: `Bench ${town.stations.length}`, warehouse: 'north' }
  const session = cookieOf(signedIn)
  const opened = await done(town.doors.mutate('stations.open', wish, { ...town.owner, cookie: session }))
  town.owner.cookies.push({ cookie: session, of: town.owner, seenBy: null, isAlive: false })
  const cookie = cookieOf(opened)
    .split('; ')
    .filter(one => !one.startsWith(FIRST_OWN) && !one.endsWith('='))
    .join('; ')
  const id = await newestStation(town)
  town.stations.push({ id, cookie, isOpen: true })
  return `${wish.name} becomes a packing station`
}

const setPin: Act = async town => {
  const who = town.random.pick(town.residents)
  const cookie = aliveOf(town, who)
  if (!cookie || !holdsFloor(town, who)) return null
  const pin = town.random.pick(['482915', '730164', '905317'])
  await done(town.doors.mutate('stations.setPin', { pin }, { ...who, cookie: cookie.cookie }))
  forgetPin(town, who)
  who.pin = pin
  return `${who.name} sets a PIN`
}

const beginShift: Act = async town => {
  const workers = town.residents.filter(who => who.pin !== null && holdsFloor(town, who))
  const open = town.stations.filter(({ isOpen }) => isOpen)
  if (workers.length === 0 || open.length === 0) return null
  const [who, station] = [town.random.pick(workers), town.random.pick(open)]
  const device = { ...who, cookie: station.cookie }
  const began = await done(town.doors.mutate('stations.begin', { person: who.id, pin: who.pin }, device))
  endShifts(town, shift => shift.station === station)
  town.shifts.push({ station, cookie: `${station.cookie}; ${cookieOf(began)}`, of: who, isAlive: true })
  return `${who.name} works at a station`
}

const leave: Act = async town => {
  const shift = town.shifts.findLast(({ isAlive }) => isAlive)
  if (!shift) return null
  await done(town.doors.mutate('stations.leave', undefined, asAt(shift)))
  shift.isAlive = false
  return `${shift.of.name} leaves their station`
}

const endStation: Act = async town => {
  const [owner, station] = [aliveOf(town, town.owner), town.stations.find(({ isOpen }) => isOpen)]
  if (!owner || !station) return null
  await done(town.doors.mutate('stations.end', { id: station.id }, { ...town.owner, cookie: owner.cookie }))
  station.isOpen = false
  return 'a station is ended at the desk'
}

export const BENCH_ACTS: readonly (readonly [number, Act])[] = [
  [2, openStation],
  [3, setPin],
  [5, beginShift],
  [2, leave],
  [1, endStation],
]

function holdsFloor(town: Town, who: Resident): boolean {
  const rights = rightsOf(town, who)
  return rights.includes('floor.work') || rights.includes('*')
}

async function newestStation({ doors }: Town): Promise<string> {
  const [row] = await doors.db.$client<{ id: string }[]>`select id from stations order by id desc limit 1`
  return row?.id ?? ''
}
