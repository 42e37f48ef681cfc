import type { WarehouseParcel } from '#proof/invariants/check-invariants.ts'
import { type BookedShipment, parcelOf } from '#proof/invariants/warehouse-books.ts'
import { armNow } from './arm-now.ts'
import { see, type World } from './world.ts'

const STEP_CHANCE = 0.35
/** Once the storm is over every parcel moves on at each look, so that all of them are delivered well before the end. */
const CALM_STEP_CHANCE = 1

/** The warehouse's floor, now and then: parcels move on, whatever the shop thinks of them, and the next call to it may fail. */
export async function workTheFloor(world: World): Promise<void> {
  const { sandboxUrl, faults: random, stormy, scheduler } = world
  for (const { parcel_id: parcelId, state } of await parcelsOf(world)) {
    if (
      state === 'delivered' ||
      state === 'cancelled' ||
      !random.chance(stormy ? STEP_CHANCE : CALM_STEP_CHANCE)
    )
      continue
    scheduler.note(`the floor takes ${parcelId.slice(0, 8)} on from ${state}`)
    see(world, 'warehouse: a parcel moves')
    await fetch(`${sandboxUrl}/floor/advance`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: sandboxUrl },
      body: new URLSearchParams({ parcelId }),
      redirect: 'manual',
    })
  }
  await armNow(world, 'warehouse')
}

/** What became of the orders that were sent in several parcels. */
export async function seeParcels(world: World): Promise<void> {
  const happened = await world.db.$client<{ type: string; again: boolean; times: number }[]>`
    select type, exists (select from order_events b where b.order_id = e.order_id and b.type = e.type and b.seq < e.seq) as again, count(*)::int as times
    from order_events e where type in ('order.parcels_planned', 'order.parcel_shipped', 'order.parcel_delivered', 'order.stock_came') group by 1, 2`
  for (const { type, again, times } of happened)
    for (let time = 0; time < times; time++) see(world, `${type}${again ? ' again' : ''}`)
}

/** The same, with what is on our own floors. */
export async function parcelsEverywhere(world: World): Promise<WarehouseParcel[]> {
  const ours = await world.db.$client<WarehouseParcel[]>`
    select id as parcel_id, order_id, case state when 'handed_over' then 'shipped' when 'stopped' then 'cancelled' when 'picked' then 'picking'
      when 'waiting' then 'received' when 'released' then 'received' else state end as state
    from floor_parcels order by id`
  return [...(await parcelsOf(world)), ...ours]
}

/** What the outside warehouse has, by its own books. */
export async function parcelsOf({ sandboxUrl }: World): Promise<WarehouseParcel[]> {
  const shipments = (await (
    await fetch(`${sandboxUrl}/_sandbox/shipments?of=warehouse`)
  ).json()) as BookedShipment[]
  return shipments.map(parcelOf).sort((one, other) => one.parcel_id.localeCompare(other.parcel_id))
}
