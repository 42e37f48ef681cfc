import type { WaveKind } from '#slices/floor/floor-states.ts'
import { handOverParcel, lookAgain, noteDelivered, packParcel } from '#slices/floor/packing/move-parcel.ts'
import { writeOff } from '#slices/floor/put-back/write-off.ts'
import type { Scan } from '#slices/floor/scans/scan-input.ts'
import { takeScans } from '#slices/floor/scans/take-scans.ts'
import { makeWave } from '#slices/floor/waves/make-wave.ts'
import { cancelOrder } from '#slices/orders/cancel-order.ts'
import { countShelves } from '#slices/stockroom/counting/count-shelves.ts'
import { dropCount } from '#slices/stockroom/counting/end-count.ts'
import { anyBin, countsOfBins, scansOfBins, thingsWithBins } from './our-bins.ts'
import type { Process } from './process.ts'
import type { Random } from './random.ts'
import { noteSurprise } from './shopper.ts'
import { see, type World } from './world.ts'

const picker = (number: number) =>
  ({ kind: 'staff', id: `00000000-0000-7000-8000-00000000010${number}`, name: `Picker ${number}` }) as const
const people = [1, 2]
const KINDS: readonly WaveKind[] = ['single', 'cluster', 'batch']
const CODES = ['BOWL', 'LAMP', 'MUG', 'RUG']

type Open = { task: string; trolley: number; claimedBy: string | null; sku: string; left: number }
type Held = { id: string; orderId: string; state: string; short: boolean }
type Work = Parameters<Process['call']>[2]

/**
 * People on our own floors: they make waves, walk them with phones that lose answers and send again, scan the wrong thing, miss what should be
 * there, find the trolley of a colleague, put back what was called off, pack and hand over.
 */
export class OurFloor {
  /** Scans that a phone has no answer to, by person. */
  readonly #outbox = people.map((): Scan[] => [])

  #shown: readonly Open[] = []

  readonly #binned: readonly string[]

  constructor(
    readonly world: World,
    readonly webs: readonly Process[],
    readonly random: Random,
  ) {
    this.#binned = thingsWithBins(random)
  }

  async work(): Promise<void> {
    const { stormy } = this.world
    for (const person of people.keys()) await this.#send(person)
    const likely = (chance: number) => !stormy || this.random.chance(chance)
    for (const code of await this.#waiting()) if (likely(0.6)) await this.#wave(code)
    const open = await this.#open()
    for (const task of open) if (likely(0.4)) await this.#pick(task)
    // A phone shows the walk as it was, and the order of one of its parcels may have been called off since.
    for (const task of this.#shown) if (stormy && this.random.chance(0.2)) await this.#pick(task)
    this.#shown = open
    for (const parcel of await this.#held()) if (likely(0.6)) await this.#carryOn(parcel)
    for (const { parcel, sku, units } of await this.#toPutBack())
      if (stormy && this.random.chance(0.1)) await this.#writeOff(parcel, sku)
      else if (likely(0.5)) {
        const into = this.#binned.includes(sku) && this.random.chance(0.5) ? { bin: anyBin(this.random) } : {}
        const quantity = stormy ? this.random.int(1, units) : units
        await this.#scan(0, { kind: 'put_back', parcel, code: sku, quantity, ...into })
      }
    if (stormy) {
      for (const scan of await scansOfBins(this.world, this.random, this.#binned))
        await this.#scan(this.random.int(0, 1), scan)
      for (const count of await countsOfBins(this.world, this.random))
        await this.#call('bin counted', 1, ctx => countShelves({ ...ctx, rights: ['*'] }, count))
    } else await this.#giveUpCounts()
  }

  /** What must not be left on a floor at rest. */
  async judge(): Promise<string[]> {
    const [left] = await this.world.db.$client<{ parcels: number; back: number }[]>`
      select (select count(*)::int from floor_parcels where state not in ('delivered', 'stopped')) as parcels,
        (select count(*)::int from floor_parcels where put_back_since is not null) as back`
    const unsent = this.#outbox.flat().length
    return Object.entries({ ...left, scans: unsent }).flatMap(([what, count]) =>
      count ? [`on our floor, ${count} are left standing: ${what}`] : [],
    )
  }

  /** Nobody counts on after the storm. */
  async #giveUpCounts() {
    const asked = await this.world.db.$client<{ id: string }[]>`
      select count_id as id from count_lines l 
      where state in ('recount', 'promised') and (exists (select from scans s where s.id = l.count_id) or exists (
        select from counts c where c.id = l.count_id and c.bin is not null)) order by 1`
    for (const { id } of asked)
      await this.#call('count given up', 0, ctx =>
        dropCount({ ...ctx, rights: ['*'] }, { id, skus: undefined, reason: 'Nobody counts any more' }),
      )
  }

  async #wave(code: string) {
    const kind = this.random.pick(KINDS)
    const wave = { id: this.random.uuid(), warehouse: code, kind, most: undefined }
    await this.#call('wave', 0, ctx => makeWave({ ...ctx, rights: ['*'] }, wave))
  }

  async #pick({ task, trolley, claimedBy, sku, left }: Open) {
    const { random } = this
    const { stormy } = this.world
    // In a storm anybody may come to it, and afterwards it is over well before the end: the person who has the trolley walks on, and takes all at once.
    const holder = people.findIndex((_, person) => !stormy && claimedBy?.includes(picker(person).id))
    const owner = holder < 0 ? trolley % people.length : holder
    const person = stormy && random.chance(0.15) ? 1 - owner : owner
    if (random.chance(0.1))
      await this.#scan(person, { kind: 'pick', task, code: random.pick(CODES), quantity: 1 })
    const isShort = stormy && random.chance(left > 1 ? 0.3 : 0.1)
    const quantity = stormy && left > 1 ? random.int(1, left - 1) : left
    await this.#scan(person, { kind: isShort ? 'short' : 'pick', task, code: sku, quantity })
  }

  async #carryOn({ id, orderId, state, short }: Held) {
    // As long as it is in the house somebody may call the order off.
    if (this.world.stormy && state !== 'handed_over' && this.random.chance(0.12))
      await this.#call('called off', 0, ctx => cancelOrder(ctx, { orderId, reason: 'changed their mind' }))
    // Mostly it goes with its label; where labels are typed, and now and then elsewhere, somebody types.
    const typed = this.random.chance(0.3) ? { carrier: 'Royal Parcel' } : {}
    if (short) await this.#call('look again', 0, ctx => lookAgain({ ...ctx, rights: ['*'] }, { id }))
    else if (state === 'picked')
      await this.#call('pack', 0, ctx => packParcel({ ...ctx, rights: ['*'] }, { id, weightGrams: 800 }))
    else if (state === 'packed')
      await this.#call('hand over', 1, ctx => handOverParcel({ ...ctx, rights: ['*'] }, { id, ...typed }))
    else if (state === 'handed_over')
      await this.#call('delivered', 1, ctx => noteDelivered({ ...ctx, rights: ['*'] }, { id }))
  }

  /** Something fell off the trolley, or broke. */
  async #writeOff(parcel: string, code: string) {
    const loss = { id: this.random.uuid(), parcel, code, quantity: 1, reason: 'It broke' }
    await this.#call('written off', 1, ctx => writeOff({ ...ctx, rights: ['*'] }, loss))
  }

  /** A phone keeps a scan until it has an answer to it. */
  async #scan(person: number, scan: Omit<Scan, 'id' | 'at'>) {
    const at = new Date(this.world.scheduler.nowMs).toISOString()
    this.#outbox[person]?.push({ id: this.random.uuid(), at, ...scan })
    await this.#send(person)
  }

  async #send(person: number) {
    const scans = [...(this.#outbox[person] ?? [])]
    if (scans.length === 0) return
    const answers = await this.#call('scans', person, ctx => takeScans({ ...ctx, rights: ['*'] }, scans))
    if (!answers) return see(this.world, 'our floor: sent again')
    for (const { outcome } of answers) see(this.world, `our floor: ${outcome}`)
    // The answer may be that to the call before: the phone sends all of it once more.
    if (this.world.stormy && this.random.chance(0.1)) return
    this.#outbox[person]?.splice(0, scans.length)
  }

  async #call<Value>(
    what: string,
    person: number,
    work: (ctx: Parameters<Work>[0]) => Promise<Value>,
  ): Promise<Value | null> {
    const { world, webs, random } = this
    const answer = await random.pick(webs).call(`our floor: ${what}`, picker(person), work)
    world.scheduler.note(`our floor: ${what} ${answer.kind}`)
    if (answer.kind === 'answered') {
      see(world, `our floor: ${what}`)
      return answer.value
    }
    noteSurprise(world, `our floor: ${what}`, answer)
    return null
  }

  async #waiting(): Promise<string[]> {
    const rows = await this.world.db.$client<{ code: string }[]>`
      select code from warehouses w where exists (select from floor_parcels p where p.warehouse_id = w.id and p.state = 'waiting') order by code`
    return rows.map(({ code }) => code)
  }

  async #open(): Promise<Open[]> {
    return this.world.db.$client<Open[]>`
      select t.id as task, t.trolley, t.claimed_by as "claimedBy", v.sku, sum(s.wanted - s.picked - s.short)::int as left
      from pick_tasks t join pick_shares s on s.task_id = t.id join floor_parcels p on p.id = s.parcel_id join variants v on v.id = t.variant_id
      join waves w on w.id = t.wave_id
      where p.state in ('released', 'picking') and s.picked + s.short < s.wanted
      group by t.id, t.trolley, t.claimed_by, t.seq, v.sku, w.made_at, w.id order by w.made_at, w.id, t.trolley, t.seq`
  }

  async #held(): Promise<Held[]> {
    return this.world.db.$client<Held[]>`
      select id, order_id as "orderId", state, short_since is not null and not exists (
        select from pick_shares s where s.parcel_id = p.id and s.picked + s.short < s.wanted) as short
      from floor_parcels p where state not in ('waiting', 'delivered', 'stopped') order by id`
  }

  async #toPutBack(): Promise<{ parcel: string; sku: string; units: number }[]> {
    return this.world.db.$client<{ parcel: string; sku: string; units: number }[]>`
      select p.id as parcel, v.sku, l.picked as units from floor_parcels p join floor_lines l on l.parcel_id = p.id
      join variants v on v.id = l.variant_id where p.put_back_since is not null and l.picked > 0 order by p.id, v.sku`
  }
}
