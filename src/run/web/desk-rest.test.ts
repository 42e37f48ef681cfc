import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { confirmedOrder } from '#proof/testing/confirmed-order.ts'
import { keyFor } from '#proof/testing/key-for.ts'
import { type ApiDocument, openRestShop, type RestShop } from '#proof/testing/rest-shop.ts'
import { stockUp } from '#proof/testing/stock-up.ts'
import { appRouter } from './trpc-root.ts'

let shop: RestShop
beforeAll(async () => {
  shop = await openRestShop()
  await stockUp(shop.db, { sku: 'MUG', units: { north: 1_000 } })
})
afterAll(() => shop.close())

const keyOf = (...may: string[]) => keyFor(shop.db, ...may)
const ask = (procedure: string, body: object, headers: Record<string, string>) =>
  shop.send('POST', `/api/v1/admin/desk/${procedure}`, { body, headers })

describe('Every procedure of the desk for programs:', () => {
  test('each stands in the document with its input, and none of its fields is without a type', async () => {
    const document = (await (await shop.app.request('/api/v1/openapi.json')).json()) as ApiDocument
    const inDocument = Object.keys(document.paths).filter(path => path.startsWith('/api/v1/admin/desk/'))
    const procedures = Object.entries(
      appRouter._def.procedures as unknown as Record<string, { _def: { meta?: { may?: string } } }>,
    ).flatMap(([name, { _def }]) => (_def.meta?.may ? [`/api/v1/admin/desk/${name}`] : []))
    expect(inDocument.sort()).toEqual(procedures.sort())
    for (const path of inDocument) {
      const post = document.paths[path]?.post as unknown as { requestBody: object }
      expect(JSON.stringify(post.requestBody), path).not.toMatch(/:\{\}/)
    }
  })

  test('does what the desk does, once for each id, and the audit names the key', async () => {
    const headers = await keyOf('orders.cancel', 'audit.read')
    const { id: orderId } = await confirmedOrder(shop)
    const body = { orderId, reason: 'asked by phone', actionId: uuidv7() }
    for (const _ of [1, 2])
      expect(await ask('staffOrders.cancel', body, headers)).toMatchObject({
        status: 200,
        body: { result: { state: 'cancelled' } },
      })
    const { body: said } = await ask(
      'staff.audit',
      { entity: 'order', entityId: orderId, after: null },
      headers,
    )
    expect((said.result as { entries: object[] }).entries).toMatchObject([
      { action: 'orders.cancel', actor: expect.stringMatching(/^key:.*:Till$/), reason: 'asked by phone' },
    ])
  })

  test('needs a key first, then its permission, then a procedure that exists', async () => {
    expect(await ask('staffOrders.cancel', {}, {})).toMatchObject({ status: 401 })
    expect(await ask('nothing.here', {}, {})).toMatchObject({ status: 401 })
    const headers = await keyOf('orders.read')
    expect(await ask('staffOrders.cancel', {}, headers)).toMatchObject({
      status: 403,
      body: { permission: 'orders.cancel' },
    })
    for (const name of ['nothing.here', 'cart.read', 'toString', 'staffOrders'])
      expect(await ask(name, {}, headers), name).toMatchObject({ status: 404 })
  })

  test('names wrong fields, and refuses as the desk refuses', async () => {
    const headers = await keyOf('*')
    expect(await ask('staffOrders.cancel', { orderId: 'x' }, headers)).toMatchObject({
      status: 422,
      body: {
        code: 'validation_failed',
        errors: expect.arrayContaining([{ path: 'orderId', message: expect.any(String) }]),
      },
    })
    const { id: orderId } = await confirmedOrder(shop)
    const of = { kind: 'amount', amountMinor: 9_999_999 }
    const tooMuch = { orderId, refundId: uuidv7(), reason: 'x', of }
    expect(await ask('staffOrders.refund', tooMuch, headers)).toMatchObject({
      status: 409,
      body: { detail: expect.stringMatching(/more than is left/) },
    })
  })

  test('takes a moment as a text, and gives no key more than the asking key holds', async () => {
    const headers = await keyOf('keys.write', 'orders.read')
    const wish = { name: 'Next', may: ['orders.read'], expiresAt: '2099-01-01T00:00:00+01:00' }
    const { body } = await ask('staff.makeKey', wish, headers)
    expect(body.result).toMatchObject({ secret: expect.stringMatching(/^orderly_/) })
    const { body: listed } = await ask('staff.keys', {}, headers)
    expect(listed.result).toContainEqual(
      expect.objectContaining({ name: 'Next', expiresAt: '2098-12-31T23:00:00.000Z' }),
    )
    expect(await ask('staff.makeKey', { ...wish, may: ['orders.cancel'] }, headers)).toMatchObject({
      status: 403,
    })
    expect(await ask('staff.makeKey', { ...wish, expiresAt: 'soon' }, headers)).toMatchObject({ status: 422 })
  })
})
