import { askCarrier } from '#slices/carriers/tracking/ask-carrier.ts'
import { armNow } from './arm-now.ts'
import type { Process } from './process.ts'
import { see, type World } from './world.ts'

const STEP_CHANCE = 0.35
const LOST_CHANCE = 0.08

type SoldLabel = { id: string; parcelId: string; state: string; trackingNumber: string }

/** The carrier's vans: parcels that it has go on, and now and then one is lost, until the storm is over; the next call to it may fail. */
export async function workTheRoad(world: World): Promise<void> {
  const { faults: random, stormy, scheduler } = world
  for (const { id, parcelId, state } of await soldLabels(world)) {
    const isMoving = !['bought', 'voided', 'delivered', 'returned_to_sender'].includes(state)
    if (!isMoving || (stormy && !random.chance(STEP_CHANCE))) continue
    scheduler.note(`the carrier takes ${parcelId.slice(0, 8)} on from ${state}`)
    if (state === 'lost' && stormy) continue
    if (stormy && random.chance(LOST_CHANCE)) await press(world, 'scan', { id, code: 'lost' })
    else if (state === 'lost') await press(world, 'scan', { id, code: 'delivered' })
    else await press(world, 'advance', { id })
    see(world, 'carrier: a parcel moves')
  }
  await armNow(world, 'carrier')
}

/** The worker's third round: parcels on the road without news. */
export function trackOnce(world: World, worker: Process) {
  if (!worker.alive) return
  worker.run('asks the carrier', { kind: 'system', name: 'carrier' }, async ctx => {
    const asked = await askCarrier(ctx)
    if (asked) see(world, 'carrier: asked about parcels')
  })
}

/** What the carrier has sold, held against our labels, at rest: one label a parcel that is to go, and each with its row. */
export async function judgeLabels(world: World): Promise<string[]> {
  const ours = await world.db.$client<
    { id: string; parcelId: string; state: string; number: string | null }[]
  >`
    select id, parcel_id as "parcelId", state, tracking_number as number from labels`
  const known = new Map(ours.map(label => [label.id, label]))
  const sold = await soldLabels(world)
  const kept = sold.filter(({ state }) => state !== 'voided')
  for (const { state } of ours) see(world, `label: ${state}`)
  return [
    ...sold.flatMap(({ id, state, trackingNumber }) => {
      const label = known.get(id)
      // One whose answer was lost may be given back before anybody knows its number.
      if (label?.number === null && label.state === 'voided' && state === 'voided') return []
      if (label?.number !== trackingNumber)
        return [`the carrier sold ${trackingNumber}, which we do not know`]
      return (label.state === 'voided') === (state === 'voided')
        ? []
        : [`label ${trackingNumber} is ${label.state} with us and ${state} with the carrier`]
    }),
    ...[...Map.groupBy(kept, ({ parcelId }) => parcelId)].flatMap(([parcelId, labels]) =>
      labels.length > 1 ? [`parcel ${parcelId} has ${labels.length} labels`] : [],
    ),
  ]
}

async function soldLabels({ sandboxUrl }: World): Promise<SoldLabel[]> {
  const labels = (await (await fetch(`${sandboxUrl}/_sandbox/labels`)).json()) as SoldLabel[]
  return labels.sort(
    (one, other) => one.parcelId.localeCompare(other.parcelId) || one.state.localeCompare(other.state),
  )
}

async function press({ sandboxUrl }: World, button: string, sent: Record<string, string>) {
  await fetch(`${sandboxUrl}/carrier/${button}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: sandboxUrl },
    body: new URLSearchParams(sent),
    redirect: 'manual',
  })
}
