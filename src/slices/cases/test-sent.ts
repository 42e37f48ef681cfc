import { v7 as uuidv7 } from 'uuid'
import { expect } from 'vitest'
import { confirmedOrder } from '#proof/testing/confirmed-order.ts'
import type { RestShop } from '#proof/testing/rest-shop.ts'
import { stockUp } from '#proof/testing/stock-up.ts'
import { dispatchOrderQueue, sendResentQueue } from '#slices/fulfillment/jobs.ts'
import { warehouseOf } from '#slices/fulfillment/test-warehouse.ts'
import { whereUnitsAre } from '#slices/inventory/ledger/where-units-are.ts'
import type { ExceptionKind } from '#slices/orders/delivery/exceptions.ts'
import { readParcels } from '#slices/orders/delivery/read-parcels.ts'
import type { Order } from '#slices/orders/order.ts'
import { requireOrder } from '#slices/orders/queries.ts'
import { trackingTokenOf } from '#slices/orders/shop/tracking-token.ts'
import { withGateway } from '#slices/payments/gateway.ts'
import { openCase } from './open-case.ts'

/** Orders whose parcels have left, and what staff and the warehouse do about them. */
export function sentOf(shop: () => RestShop, key: () => Record<string, string>) {
  const { run, callBack, shipmentsOf, advance } = warehouseOf(shop)
  const { putOnShelf, shelf, placesOf } = shelvesOf(shop, key)
  const staff = () =>
    withGateway({ ...shop().ctx, actor: { kind: 'staff', id: uuidv7(), name: 'Sol' } as const })

  let serial = 0
  /** An order of three of a thing that was handed over, and what else of it lies on the shelves. */
  async function handedOver({
    units = { north: 3 },
    more = {},
    name = 'AGAIN',
  }: {
    units?: Record<string, number>
    more?: Record<string, number>
    name?: string
  } = {}) {
    const { sku, variantId } = await stockUp(shop().db, {
      sku: `${name}-${++serial}`,
      units,
      priceMinor: 1_000,
    })
    const order = await confirmedOrder(shop(), { lines: [{ sku, quantity: 3 }] })
    await run(dispatchOrderQueue, order, 'order.confirmed')
    for (const [warehouse, quantity] of Object.entries(more)) await putOnShelf(sku, warehouse, quantity)
    const parcels = (await readParcels(shop().db, order)).map(({ id }) => id)
    const [first = '', last = first] = parcels
    return { order, sku, variantId, first, last }
  }
  async function sent(given: Parameters<typeof handedOver>[0] = {}) {
    const found = await handedOver(given)
    for (const { id: parcelId } of await readParcels(shop().db, found.order))
      await callBack(found.order.id, { state: 'shipped', parcelId, carrier: 'GLS', trackingNumber: parcelId })
    return found
  }
  const open = async (parcelId: string, kind: ExceptionKind = 'lost') =>
    (await openCase(staff(), { parcelId, kind })).id
  const settle = (id: string, body: object, by = key()) =>
    shop().send('POST', `/api/v1/admin/cases/${id}/settle`, { headers: by, body })
  const now = (order: Order) => requireOrder(shop().db, order.id)
  const parcelsOf = async (order: Order) => {
    const { body } = await shop().send('GET', `/api/v1/orders/${order.id}`, {
      headers: { authorization: `Bearer ${trackingTokenOf(order.id)}` },
    })
    return body.parcels as {
      id: string
      state: string
      insteadOf: string | null
      lines: { quantity: number }[]
      warehouse: string
    }[]
  }
  const newOf = async (order: Order, insteadOf: string) =>
    (await parcelsOf(order)).filter(parcel => parcel.insteadOf === insteadOf)
  const tellWarehouse = (order: Order) => run(sendResentQueue, order, 'order.resent')
  const moves = (order: Order, parcelId: string, ...states: string[]) =>
    states.reduce(
      async (before, state) => {
        await before
        await callBack(order.id, { state, parcelId })
      },
      Promise.resolve() as Promise<unknown>,
    )

  return {
    run,
    callBack,
    shipmentsOf,
    advance,
    staff,
    handedOver,
    sent,
    putOnShelf,
    shelf,
    placesOf,
    open,
    settle,
    now,
    parcelsOf,
    newOf,
    tellWarehouse,
    moves,
  }
}

/** What lies where, and what staff put there. */
function shelvesOf(shop: () => RestShop, key: () => Record<string, string>) {
  async function putOnShelf(sku: string, warehouse: string, quantity: number) {
    const places = await placesIn(sku)
    const onHand = (places.find(place => place.warehouse === warehouse)?.onHand ?? 0) + quantity
    const answer = await shop().send('PUT', `/api/v1/admin/variants/${sku}/stock`, {
      headers: key(),
      body: { warehouse, onHand, reason: 'A delivery came' },
    })
    expect(answer.status).toBe(200)
  }
  const placesIn = async (sku: string) =>
    (await shop().send('GET', `/api/v1/admin/stock?sku=${sku}`, { headers: key() })).body.places as {
      warehouse: string
      onHand: number
      reserved: number
    }[]
  const shelf = async (sku: string) =>
    (await placesIn(sku))
      .filter(({ onHand, reserved }) => onHand + reserved > 0)
      .map(({ warehouse, onHand, reserved }) => `${warehouse} ${onHand}/${reserved}`)
      .sort()
  const placesOf = async (variantId: string) =>
    Object.fromEntries((await whereUnitsAre(shop().db, variantId)).map(({ place, units }) => [place, units]))
  return { putOnShelf, shelf, placesOf }
}
