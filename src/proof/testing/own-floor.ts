import { v7 as uuidv7 } from 'uuid'
import type { FloorStep } from '#slices/floor/events.ts'
import type { ScanKind } from '#slices/floor/floor-states.ts'
import { dispatchOrderQueue, hearFloorQueue } from '#slices/fulfillment/jobs.ts'
import { warehouseOf } from '#slices/fulfillment/test-warehouse.ts'
import type { Order } from '#slices/orders/order.ts'
import type { RestShop } from './rest-shop.ts'

type TaskAnswer = {
  id: string
  sku: string
  bin: string | null
  trolley: number
  wanted: number
  picked: number
  short: number
  claimedBy: string | null
  parcels: { parcel: string; slot: number; wanted: number; picked: number; short: number }[]
}
type ScanSent = {
  kind: ScanKind
  task?: string
  parcel?: string
  warehouse?: string
  from?: string
  bin?: string
  code: string
  quantity: number
  id?: string
}

/** A floor of our own as tests walk it, over REST. */
export function ownFloorOf(shop: () => RestShop, headers: () => Record<string, string>) {
  const { run } = warehouseOf(shop)
  const at = '/api/v1/admin'
  const post = (path: string, body?: object, by = headers()) =>
    shop().send('POST', `${at}${path}`, { headers: by, ...(body && { body }) })
  const get = async (path: string) => (await shop().send('GET', `${at}${path}`, { headers: headers() })).body
  return {
    post,
    get,
    /** Our own people pack in the north from now on; the south stays with the outside warehouse. */
    async open() {
      const body = { floor: 'own', reason: 'We pack ourselves' }
      await shop().send('PATCH', `${at}/warehouses/north`, { headers: headers(), body })
    },
    handOver: (order: Order) => run(dispatchOrderQueue, order, 'order.confirmed'),
    /** Works off what the floor has announced, as the worker does. */
    async hear() {
      const jobs = await shop().db.$client<
        { id: string; data: { orderId: string; parcelId: string; step: FloorStep; at: string } }[]
      >`
        delete from pgboss.job where name = 'floor.parcel_moved' returning id, data`
      jobs.sort((one, other) => one.data.at.localeCompare(other.data.at))
      for (const { data } of jobs) await hearFloorQueue.perform(shop().ctx, data, { id: 'job', attempt: 1 })
      return jobs.map(({ data }) => data.step)
    },
    async wave(kind = 'cluster') {
      const { status, body } = await post('/waves', { warehouse: 'north', kind })
      return { status, id: String(body.id), parcels: body.parcels }
    },
    tasks: async (wave: string) => (await get(`/tasks?wave=${wave}`)).tasks as TaskAnswer[],
    async scan(scans: ScanSent | ScanSent[], by = headers()) {
      const sent = [scans].flat().map(scan => ({ id: uuidv7(), at: new Date().toISOString(), ...scan }))
      const { body } = await post('/scans', sent, by)
      return (body as unknown as { outcome: string; left: number; slots?: object[]; message: string }[]).map(
        ({ outcome }) => outcome,
      )
    },
    on: async (list: string) =>
      (await get(`/floor?warehouse=north&list=${list}`)).parcels as {
        id: string
        state: string
        orderNumber: string
        lines: { sku: string; quantity: number; picked: number; packed: number }[]
      }[],
  }
}
