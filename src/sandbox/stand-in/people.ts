import { randomUUID } from 'node:crypto'
import type { Sandbox } from '#sandbox/sandbox.ts'
import { carrierOf, newTrackingNumber } from '#sandbox/warehouse/floor.ts'
import type { StandInBooks, StandInParcel } from './books.ts'
import {
  type PickedLine,
  Refused,
  type SentScan,
  type ShopFloor,
  type ShopFloors,
  type WaitingParcel,
  type WalkTask,
} from './shop-floors.ts'

/** One wave takes this many parcels, so that a long backlog goes by in pieces. */
const mostPerWave = 40
/** The shop takes in so many scans in one call. */
const scansAtOnce = 200

/** A label that is not there by then is left to the shop's own people. */
const longestWaitForLabelMs = 5 * 60_000

/** What the people who stand in work with. */
export type Hands = { sandbox: Sandbox; shop: ShopFloors; books: StandInBooks }

/** Fetches what has waited for `waitedMs` or longer, and puts back what they fetched of orders that were called off. */
export async function workOn(hands: Hands, { code, waiting, putBack }: ShopFloor, waitedMs: number) {
  const { shop, books } = hands
  if (putBack > 0 && books.leftBehind(code)) await putBackOurs(hands, code)
  if (waiting === 0) return
  const longEnough = (await shop.listed(code, 'waiting')).filter(
    ({ takenAt }) => Date.now() - Date.parse(takenAt) >= waitedMs,
  )
  if (longEnough.length === 0) return
  const id = randomUUID()
  books.begin(id, code, Date.now())
  await walk(hands, { id, warehouse: code }, longEnough)
}

/** Makes a wave, or finds the one that was made before the answer got lost, and fetches all of it. */
export async function walk(
  { sandbox, shop, books }: Hands,
  { id, warehouse }: { id: string; warehouse: string },
  waiting: readonly WaitingParcel[] = [],
) {
  try {
    await shop.makeWave({ id, warehouse, most: Math.min(Math.max(waiting.length, 1), mostPerWave) })
  } catch (error) {
    // Somebody else has taken what waited.
    if (error instanceof Refused) return void books.drop(id)
    throw error
  }
  const tasks = await shop.walk(id)
  const grabs = tasks.filter(task => task.wanted > task.picked + task.short).map(pickOf)
  for (let at = 0; at < grabs.length; at += scansAtOnce) await shop.scan(grabs.slice(at, at + scansAtOnce))
  const methods = new Map(waiting.map(parcel => [parcel.id, parcel.shippingMethod]))
  const fetched = new Map(tasks.flatMap(({ parcels }) => parcels.map(each => [each.parcel, each] as const)))
  const now = Date.now()
  sandbox.store.transaction(() => {
    for (const { parcel, orderNumber } of fetched.values())
      books.fetched(
        {
          parcel_id: parcel,
          warehouse,
          order_number: orderNumber,
          carrier: carrierOf(methods.get(parcel)),
          tracking_number: newTrackingNumber(),
        },
        now,
        now + sandbox.warehouseStepMs,
      )
    books.walked(id)
  })
}

/**
 * Packs a parcel, hands it to the carrier, or delivers it. Where the shop buys labels the parcel goes under its label, and the carrier delivers it.
 * What the shop refuses is left to its own people.
 */
export async function step(
  { sandbox, shop, books }: Hands,
  parcel: StandInParcel,
  { labels }: Pick<ShopFloor, 'labels'>,
) {
  const { parcel_id: id, carrier, tracking_number: trackingNumber } = parcel
  const next = nextStates[parcel.state]
  if (!next) return
  try {
    if (next === 'packed') await shop.pack(id)
    else if (next === 'handed_over')
      await shop.handOver(id, labels === 'bought' ? null : { carrier, trackingNumber })
    else if (labels === 'typed') await shop.delivered(id)
    books.move(id, next, Date.now(), Date.now() + sandbox.warehouseStepMs)
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const waitsForLabel = labels === 'bought' && next === 'handed_over'
    if (waitsForLabel && Date.now() - parcel.changed_at_ms < longestWaitForLabelMs) return
    books.say(id, error.message)
    books.move(id, 'left', Date.now(), 0)
  }
}

const nextStates: Partial<Record<StandInParcel['state'], StandInParcel['state']>> = {
  picked: 'packed',
  packed: 'handed_over',
  handed_over: 'delivered',
}

async function putBackOurs({ shop, books }: Hands, code: string) {
  const ours = (await shop.listed(code, 'put_back')).filter(({ id }) => books.find(id)?.state === 'left')
  const scans = ours.flatMap(({ id, lines }) =>
    lines.filter(({ picked }) => picked > 0).map(line => putBackOf(id, line)),
  )
  for (let at = 0; at < scans.length; at += scansAtOnce) await shop.scan(scans.slice(at, at + scansAtOnce))
}

/** A walk that was begun before is read again first: what is fetched already is not fetched twice. */
const pickOf = ({ id, sku, wanted, picked, short }: WalkTask): SentScan => ({
  ...newScan(),
  kind: 'pick',
  task: id,
  code: sku,
  quantity: wanted - picked - short,
})

const putBackOf = (parcel: string, { sku, picked, bin }: PickedLine): SentScan => ({
  ...newScan(),
  kind: 'put_back',
  parcel,
  ...(bin && { bin }),
  code: sku,
  quantity: picked,
})

const newScan = () => ({ id: randomUUID(), at: new Date().toISOString() })
