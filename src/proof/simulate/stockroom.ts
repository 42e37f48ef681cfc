import { Refusal } from '#platform/lib/refusal.ts'
import { sortAside } from '#slices/stockroom/aside/sort-aside.ts'
import { waysFrom } from '#slices/stockroom/aside/sort-input.ts'
import { countAgain, countShelves } from '#slices/stockroom/counting/count-shelves.ts'
import { approveCount, dropCount } from '#slices/stockroom/counting/end-count.ts'
import { bookReceipt } from '#slices/stockroom/receiving/book-receipt.ts'
import { receiptSchema } from '#slices/stockroom/receiving/receipt-input.ts'
import { type Caller, insist, reuse } from './insist.ts'
import type { Process } from './process.ts'
import type { Random } from './random.ts'
import type { Place, StockroomBooks } from './stockroom-books.ts'
import { see, type World } from './world.ts'

const WAREHOUSES = ['north', 'south'] as const
const SKUS = ['BOWL', 'LAMP', 'MUG', 'RUG'] as const
const ACTS = [
  [3, 'delivery'],
  [4, 'count'],
  [3, 'sort'],
  [4, 'go on'],
] as const
const MOST_ACTS = 10
/** Everybody has written down what they counted well before the end. */
const MOST_LOOKS = 40
const LOOK_EVERY_MS = 15_000

const colleague = { kind: 'staff', id: '00000000-0000-7000-8000-000000000209', name: 'Colleague' } as const

type Clerk = Caller & { books: StockroomBooks }
/** Nobody is its actor who has not counted: people on the floor asked for it. */
type Waiting = Place & { id: string; state: 'recount' | 'promised'; actor: string | null }

/** A person of the stockroom: books deliveries in, counts, sorts what is set aside; decides at last what they and others have counted. */
export async function workInTheStockroom(
  world: World,
  webs: readonly Process[],
  {
    number,
    random,
    books,
    leavesMs,
  }: { number: number; random: Random; books: StockroomBooks; leavesMs: number },
): Promise<void> {
  const actor = {
    kind: 'staff',
    id: `00000000-0000-7000-8000-00000000020${number}`,
    name: `Clerk ${number}`,
  } as const
  const clerk: Clerk = { world, webs, random, actor, me: `stockroom ${number}`, books }
  for (let left = random.int(3, MOST_ACTS); left > 0 && world.scheduler.nowMs < leavesMs; left--) {
    const act = random.weighed(ACTS)
    if (act === 'delivery') await bookDelivery(clerk)
    else if (act === 'count') await count(clerk)
    else if (act === 'sort') await sort(clerk)
    else await goOn(clerk)
    await world.scheduler.wait(random.int(2_000, 60_000))
  }
  await world.scheduler.wait(Math.max(1, leavesMs - world.scheduler.nowMs))
  for (let looks = 0; looks < MOST_LOOKS; looks++) {
    if (!(await goOn(clerk))) return
    await world.scheduler.wait(LOOK_EVERY_MS)
  }
}

async function bookDelivery(clerk: Clerk) {
  const { world, random, books } = clerk
  const id = random.uuid()
  const warehouse = random.pick(WAREHOUSES)
  const lines = some(random, SKUS).map(sku => {
    const expected = random.int(1, 5)
    const [came, damaged] = [Math.max(0, expected + random.int(-2, 2)), random.int(0, 2)]
    const accepted = Math.max(0, came - damaged)
    see(world, `stockroom: came ${came > expected ? 'over' : came < expected ? 'short' : 'as said'}`)
    if (came > accepted) see(world, 'stockroom: came damaged')
    return { sku, ...(random.chance(0.8) && { expected }), accepted, damaged: came - accepted }
  })
  const sent = lines.filter(({ accepted, damaged, expected = 0 }) => accepted + damaged + expected > 0)
  if (sent.length === 0) return
  const book = (lines: typeof sent) => (ctx: Parameters<Parameters<Process['call']>[2]>[0]) =>
    bookReceipt(
      { ...ctx, rights: ['*'] },
      receiptSchema.parse({ id, warehouse, supplier: 'Potters', reference: `N-${id.slice(0, 4)}`, lines }),
    )
  const total = (of: 'accepted' | 'damaged') => sent.reduce((sum, line) => sum + line[of], 0)
  const units = { 'supplier shelf': total('accepted'), 'supplier quarantine': total('damaged') }
  await insist(clerk, 'delivery', book(sent), () => books.took(id, { table: 'receipts', units }))
  if (random.chance(0.2))
    await reuse(clerk, 'delivery', book(sent.map(line => ({ ...line, accepted: line.accepted + 1 }))))
}

async function count(clerk: Clerk) {
  const { world, random, books } = clerk
  const id = random.uuid()
  const warehouse = random.pick(WAREHOUSES)
  const skus = some(random, SKUS)
  for (const sku of skus)
    if (random.chance(0.5)) {
      const units = random.pick([-3, -2, -1, -1, 1, 2])
      await books.stray({ sku, warehouse }, units)
      see(world, `stockroom: units ${units < 0 ? 'lost' : 'found'}`)
    }
  const lines = await look(clerk, warehouse, skus)
  // The phone has no line between the shelves, and work goes on meanwhile.
  await world.scheduler.wait(random.pick([1, 500, 20_000, 60_000]))
  const write = (counted: typeof lines) => (ctx: Parameters<Parameters<Process['call']>[2]>[0]) =>
    countShelves({ ...ctx, rights: ['*'] }, { id, warehouse, lines: counted })
  await insist(clerk, 'count', write(lines), () => books.took(id, { table: 'counts', units: {} }))
  if (random.chance(0.2))
    await reuse(clerk, 'count', write(lines.map(line => ({ ...line, counted: line.counted + 1 }))))
  if (world.stormy && random.chance(0.4)) await countBeside(clerk, warehouse, lines)
}

/** A colleague looked at the same shelves in the same moment, and has a count of their own. */
async function countBeside(clerk: Clerk, warehouse: string, lines: Awaited<ReturnType<typeof look>>) {
  const id = clerk.random.uuid()
  const beside = { ...clerk, actor: colleague }
  await insist(
    beside,
    'count beside',
    ctx => countShelves({ ...ctx, rights: ['*'] }, { id, warehouse, lines }),
    () => clerk.books.took(id, { table: 'counts', units: {} }),
  )
}

/** What lies there, and when: a moment in which nothing moves. */
async function look({ world, books }: Clerk, warehouse: string, skus: readonly string[]) {
  // The run's clock stands until a step has ended. In a step of its own millisecond nothing else has the same time.
  while (Date.now() >= world.scheduler.nowMs) await world.scheduler.wait(1)
  const at = new Date()
  const lines = []
  for (const sku of skus) lines.push({ sku, counted: await books.lying({ sku, warehouse }), at })
  return lines
}

async function sort(clerk: Clerk) {
  const { world, random, books } = clerk
  const aside = await world.db.$client<(Place & { place: 'repair' | 'quarantine'; units: number })[]>`
    select v.sku, w.code as warehouse, a.place, a.units from stock_aside a join variants v on v.id = a.variant_id join warehouses w on w.id = a.warehouse_id
    where a.place in ('repair', 'quarantine') and a.units > 0 order by 1, 2, 3`
  if (aside.length === 0) return
  const { place, units: there, ...where } = random.pick(aside)
  const id = random.uuid()
  const to = random.pick(waysFrom(place))
  // Somebody may have sorted some of it already, and now and then somebody wants more than there is.
  const quantity = random.chance(0.1) ? there + 1 : random.chance(0.5) ? there : random.int(1, there)
  const put = (quantity: number) => (ctx: Parameters<Parameters<Process['call']>[2]>[0]) =>
    sortAside({ ...ctx, rights: ['*'] }, { id, ...where, from: place, to, quantity, reason: 'looked at' })
  await world.scheduler.wait(random.int(1, 3_000))
  const units = { [`${place} ${to}`]: quantity }
  await insist(clerk, `sort to ${to}`, put(quantity), () => books.took(id, { table: 'sortings', units }))
}

/** Carries on with a line that waits, of anybody's count. False: none waits. */
async function goOn(clerk: Clerk): Promise<boolean> {
  const { world, random } = clerk
  const waiting = await world.db.$client<Waiting[]>`
    select l.count_id as id, v.sku, w.code as warehouse, l.state, (
      select actor from count_entries e where (e.count_id, e.variant_id) = (l.count_id, l.variant_id) order by turn desc limit 1) as actor
    from count_lines l join counts c on c.id = l.count_id join variants v on v.id = l.variant_id join warehouses w on w.id = c.warehouse_id
    where l.state in ('recount', 'promised') order by c.counted_at, c.id, v.sku`
  if (waiting.length === 0) return false
  const line = random.pick(waiting)
  see(world, `stockroom: a line waits, ${line.actor ? line.state : 'asked for'}`)
  const act = random.weighed([
    [world.stormy ? 4 : 1, 'again'],
    [3, 'approve'],
    [world.stormy ? 1 : 2, 'drop'],
  ] as const)
  if (act === 'again') await again(clerk, line)
  else if (act === 'approve') await approve(clerk, line)
  else {
    const drop = { id: line.id, skus: [line.sku], reason: 'Nobody knows' }
    await insist(clerk, 'drop', ctx => dropCount({ ...ctx, rights: ['*'] }, drop))
  }
  return true
}

async function again(clerk: Clerk, { id, sku, warehouse }: Waiting) {
  const lines = await look(clerk, warehouse, [sku])
  await clerk.world.scheduler.wait(clerk.random.pick([1, 5_000, 30_000]))
  await insist(clerk, 'count again', ctx => countAgain({ ...ctx, rights: ['*'] }, { id, lines }))
}

/** Of a count of their own somebody else approves what waits. */
async function approve(clerk: Clerk, { id, sku, actor }: Waiting) {
  const { world, webs, random, me } = clerk
  const approval = { id, skus: [sku], reason: 'Looked at together' }
  const isOwn = clerk.actor.kind === 'staff' && actor?.includes(clerk.actor.id)
  if (!isOwn) return insist(clerk, 'approve', ctx => approveCount({ ...ctx, rights: ['*'] }, approval))
  const answer = await random
    .pick(webs)
    .call(`${me} approve`, clerk.actor, ctx => approveCount({ ...ctx, rights: ['*'] }, approval))
  if (answer.kind === 'failed' && answer.error instanceof Refusal)
    see(world, 'stockroom: own count not approved')
  return null
}

/** One or two of them. */
function some(random: Random, skus: readonly string[]): string[] {
  const first = random.pick(skus)
  const second = random.pick(skus)
  return random.chance(0.5) && second !== first ? [first, second] : [first]
}
