import { type CaseOutcome, caseOutcomes } from '#slices/cases/case.ts'
import { openCase } from '#slices/cases/open-case.ts'
import { settleCase } from '#slices/cases/settle-case.ts'
import type { Address } from '#slices/customers/addresses/address-fields.ts'
import { exceptionKinds } from '#slices/orders/delivery/exceptions.ts'
import { parcelsEverywhere } from './floor.ts'
import { type Caller, insist } from './insist.ts'
import type { Process } from './process.ts'
import type { Random } from './random.ts'
import { noteSurprise } from './shopper.ts'
import { see, type World } from './world.ts'

const MOST_REPORTS = 4
const LOOK_EVERY_MS = 30_000
/** What happens to parcels in the storm is known and decided well before the end. */
const CALM_LOOKS = 24

const colleague = { kind: 'staff', id: '00000000-0000-7000-8000-000000000309', name: 'Colleague' } as const

type Open = { id: string; kind: string }

/** A person who cares for parcels that got lost, came damaged or could not be delivered: reports some, and decides what becomes of all. */
export async function careForParcels(
  world: World,
  webs: readonly Process[],
  { number, random, leavesMs }: { number: number; random: Random; leavesMs: number },
): Promise<void> {
  const actor = {
    kind: 'staff',
    id: `00000000-0000-7000-8000-00000000030${number}`,
    name: `Carer ${number}`,
  } as const
  const caller: Caller = { world, webs, random, actor, me: `cases ${number}` }
  for (let reports = random.int(1, MOST_REPORTS); world.scheduler.nowMs < leavesMs; ) {
    if (reports > 0 && (await report(caller))) reports--
    if (random.chance(0.5)) await decide(caller)
    await world.scheduler.wait(random.int(5_000, 60_000))
  }
  for (let looks = 0; looks < CALM_LOOKS; looks++) {
    await decide(caller)
    await world.scheduler.wait(LOOK_EVERY_MS)
  }
}

/** Somebody misses a parcel that has left, or opens one that came broken. */
async function report(caller: Caller): Promise<boolean> {
  const { world, random } = caller
  const left = (await parcelsEverywhere(world)).filter(
    ({ state }) => state === 'shipped' || state === 'delivered',
  )
  if (left.length === 0) return false
  const underway = left.filter(({ state }) => state === 'shipped')
  const { parcel_id: parcelId, state } = random.pick(underway.length > 0 ? underway : left)
  // One that has arrived can only have come damaged, and now and then somebody says otherwise.
  const kind = state === 'delivered' && random.chance(0.8) ? 'damaged' : random.pick(exceptionKinds)
  const id = random.uuid()
  return (await insist(caller, `report ${kind}`, ctx => openCase(ctx, { id, parcelId, kind }))) !== null
}

/** Decides an open case; what the shop refuses is decided the other way. */
async function decide(caller: Caller) {
  const { world, random } = caller
  const open = await world.db.$client<
    Open[]
  >`select id, kind from cases where state = 'open' order by opened_at, id`
  if (open.length === 0) return
  const { id, kind } = random.pick(open)
  const outcome = random.pick(caseOutcomes)
  if (world.stormy && random.chance(0.4)) contradict(caller, id, outcome)
  if (await settle(caller, id, outcome)) {
    see(world, `cases: ${kind}, ${outcome}`)
    // Somebody who had the page open decides once more, in the same way or otherwise.
    if (random.chance(0.3)) await settle(caller, id, random.pick(caseOutcomes))
  } else if (!world.stormy || random.chance(0.5)) {
    await settle(caller, id, otherThan(outcome))
  }
}

const otherThan = (outcome: CaseOutcome): CaseOutcome => (outcome === 'nothing' ? 'refund' : 'nothing')

/** At about the same moment a colleague decides otherwise. */
function contradict({ world, webs, random }: Caller, caseId: string, outcome: CaseOutcome) {
  const web = random.pick(webs)
  const decided = { caseId, outcome: otherThan(outcome), reason: 'decided otherwise' }
  world.scheduler.after(random.int(0, 60), 'a colleague decides', async () => {
    const answer = await web.call('decides otherwise', colleague, ctx => settleCase(ctx, decided))
    noteSurprise(world, 'a colleague decides otherwise', answer)
    see(
      world,
      `cases: two decide at once, ${answer.kind === 'answered' ? 'the colleague first' : 'the colleague refused or lost'}`,
    )
  })
}

async function settle(caller: Caller, caseId: string, outcome: CaseOutcome): Promise<boolean> {
  const { random, world } = caller
  const [found] = await world.db.$client<
    { kind: string; address: Address }[]
  >`select c.kind, o.shipping_address as address from cases c join orders o on o.id = c.order_id where c.id = ${caseId}`
  const isElsewhere = outcome === 'reship' && found !== undefined && random.chance(0.5)
  const decided = {
    caseId,
    outcome,
    reason: 'decided',
    shipping: random.chance(0.3),
    restock: found?.kind === 'undeliverable' && random.chance(0.5),
    ...(isElsewhere && {
      shippingAddress: { ...found.address, line1: `${random.int(1, 99)} Corrected Street` },
    }),
  }
  const settled = await insist(caller, `settle with ${outcome}`, ctx => settleCase(ctx, decided))
  if (settled && isElsewhere) see(world, 'cases: sent once more elsewhere')
  if (settled && decided.restock && outcome !== 'refund') see(world, `cases: put back with ${outcome}`)
  return settled !== null
}

/** What is wrong with cases at rest. Without somebody who decides some may be open. */
export async function judgeCases(world: World, isCaredFor: boolean): Promise<string[]> {
  const wrong = await world.db.$client<{ id: string; says: string }[]>`
    select id, says from (
      select id, 'is left open' as says from cases where state = 'open' and ${isCaredFor}
      union all select c.id, 'ended with nothing, and its money went back' from cases c join refunds r on r.id = c.id and r.status in ('requested', 'succeeded')
        where c.state = 'settled' and c.outcome = 'nothing'
      union all select c.id, 'ended with a refund that was never asked for' from cases c where c.state = 'settled' and c.outcome = 'refund'
        and not exists (select from refunds r where r.id = c.id)
      union all select c.id, 'was open when its order was complete, and its parcel had not arrived' from cases c
        join order_events e on e.order_id = c.order_id and e.type = 'order.parcel_exception' and e.data ->> 'caseId' = c.id::text
        join order_events done on done.order_id = c.order_id and done.type = 'order.completed' and done.seq > e.seq
        where c.kind in ('lost', 'undeliverable')
          and not exists (select from order_events s where s.order_id = c.order_id and s.type = 'order.exception_settled' and s.data ->> 'caseId' = c.id::text and s.seq < done.seq)
          and not exists (select from order_events a where a.order_id = c.order_id and a.type in ('order.delivered', 'order.parcel_delivered', 'order.returned')
            and a.seq <= done.seq and coalesce(a.data ->> 'parcelId', c.order_id::text) = c.parcel_id::text)
      union all select c.id, 'is settled, and its order still waits for the parcel' from cases c join orders o on o.id = c.order_id and o.state = 'confirmed'
        where c.state = 'settled' and c.kind in ('lost', 'undeliverable') and c.parcel_id = c.order_id
    ) cases order by id, says`
  return wrong.map(({ id, says }) => `case ${id} ${says}`)
}
