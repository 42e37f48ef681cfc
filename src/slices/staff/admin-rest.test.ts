import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApiKey, rotateApiKey } from '#platform/rights/api-key.ts'
import { confirmedOrder } from '#proof/testing/confirmed-order.ts'
import { openRestShop, type RestShop } from '#proof/testing/rest-shop.ts'
import { stockUp } from '#proof/testing/stock-up.ts'

let shop: RestShop
beforeAll(async () => {
  shop = await openRestShop()
  await stockUp(shop.db, { sku: 'MUG', units: { north: 1_000 } })
})
afterAll(() => shop.close())

type Options = { may?: string[]; expiresAt?: Date | null; name?: string }
async function key({ may = ['*'], expiresAt = null, name = 'Till' }: Options = {}) {
  const made = await createApiKey(shop.db, {
    id: uuidv7(),
    name,
    may,
    createdBy: 'system:command',
    createdAt: new Date(),
    expiresAt,
  })
  return { ...made, headers: { authorization: `Bearer ${made.secret}` } }
}
const orders = '/api/v1/admin/orders'
const audit = async (query: string) => {
  const { headers } = await key({ may: ['audit.read'] })
  const { body } = await shop.send('GET', `/api/v1/admin/audit?${query}`, { headers })
  return body.entries as Record<string, unknown>[]
}

describe('The desk’s doors for programs', () => {
  test('open to nobody without a key, with a wrong one, an ended one, or one taken back', async () => {
    const ended = await key({ expiresAt: new Date(Date.now() - 1_000) })
    const taken = await key()
    await shop.db.$client`update api_keys set revoked_at = now() where id = ${taken.id}`
    for (const headers of [
      {},
      { authorization: 'Bearer orderly_wrong' },
      { authorization: 'Basic abc' },
      ended.headers,
      taken.headers,
    ]) {
      const answer = await shop.send('GET', orders, { headers })
      expect(answer).toMatchObject({ status: 401, body: { code: 'unauthorized' } })
    }
  })

  test('open to both secrets of a rotated key for a while, and then to the new one alone', async () => {
    const first = await key()
    const open = async (secret: string) => {
      const { status } = await shop.send('GET', orders, { headers: { authorization: `Bearer ${secret}` } })
      return status
    }
    const inAnHour = new Date(Date.now() + 3_600_000)
    const second = await rotateApiKey(shop.db, { id: first.id, oldEndsAt: inAnHour })
    expect([await open(first.secret), await open(second?.secret ?? '')]).toEqual([200, 200])
    await shop.db.$client`update api_keys set old_ends_at = now() - interval '1 ms' where id = ${first.id}`
    expect([await open(first.secret), await open(second?.secret ?? '')]).toEqual([401, 200])
    const third = await rotateApiKey(shop.db, { id: first.id, oldEndsAt: inAnHour })
    expect([await open(first.secret), await open(second?.secret ?? '')]).toEqual([401, 200])
    expect(await open(third?.secret ?? '')).toBe(200)
    await shop.db.$client`update api_keys set revoked_at = now() where id = ${first.id}`
    expect([await open(second?.secret ?? ''), await open(third?.secret ?? '')]).toEqual([401, 401])
    expect(await rotateApiKey(shop.db, { id: first.id, oldEndsAt: inAnHour })).toBeNull()
  })

  test('refuse a key without the permission, and name it', async () => {
    const { headers } = await key({ may: ['orders.cancel'] })
    expect(await shop.send('GET', orders, { headers })).toMatchObject({
      status: 403,
      body: { code: 'forbidden', permission: 'orders.read', detail: expect.stringContaining('orders.read') },
    })
  })

  test('list orders by state and text, in pages', async () => {
    const { headers } = await key({ may: ['orders.read'] })
    const placed = [await confirmedOrder(shop), await confirmedOrder(shop), await confirmedOrder(shop)]
    const first = await shop.send('GET', `${orders}?state=confirmed&limit=2`, { headers })
    expect((first.body.orders as { id: string }[]).map(({ id }) => id)).toEqual([
      placed[2]?.id,
      placed[1]?.id,
    ])
    const second = await shop.send(
      'GET',
      `${orders}?state=confirmed&limit=2&cursor=${first.body.nextCursor}`,
      {
        headers,
      },
    )
    expect(second.body.orders).toMatchObject([{ id: placed[0]?.id, state: 'confirmed', money: 'paid' }])
    const found = await shop.send('GET', `${orders}?query=${placed[1]?.number}`, { headers })
    expect(found.body.orders).toHaveLength(1)
    expect(await shop.send('GET', `${orders}?state=nowhere`, { headers })).toMatchObject({ status: 422 })
    expect(await shop.send('GET', `${orders}?limit=0`, { headers })).toMatchObject({ status: 422 })
  })

  test('show an order with its buyer, and note the look once within the hour', async () => {
    const { headers, id: keyId } = await key({ may: ['orders.read'], name: 'Reader' })
    const { id, email } = await confirmedOrder(shop)
    for (const _ of [1, 2]) {
      const { body } = await shop.send('GET', `${orders}/${id}`, { headers })
      expect(body).toMatchObject({ id, email, status: 'confirmed', shippingAddress: { country: 'GB' } })
    }
    expect(await audit(`entity=order&entityId=${id}`)).toMatchObject([
      { action: 'orders.look', kind: 'look', actor: `key:${keyId}:Reader` },
    ])
    expect(await shop.send('GET', `${orders}/${uuidv7()}`, { headers })).toMatchObject({ status: 404 })
    expect(await shop.send('GET', `${orders}/nothing`, { headers })).toMatchObject({ status: 404 })
  })

  test('cancel an order, with one row in the audit that says how it stood', async () => {
    const { headers, id: keyId } = await key({ may: ['orders.cancel'], name: 'Till' })
    const { id } = await confirmedOrder(shop)
    const body = { reason: 'Changed their mind' }
    const answer = await shop.send('POST', `${orders}/${id}/cancel`, { headers, body })
    expect(answer).toMatchObject({ status: 200, body: { id, state: 'cancelled', money: 'refunded' } })
    const entries = await audit(`actor=key:${keyId}&entity=order&entityId=${id}`)
    expect(entries).toHaveLength(1)
    expect(entries[0]).toMatchObject({
      action: 'orders.cancel',
      actor: `key:${keyId}:Till`,
      reason: 'Changed their mind',
      before: { state: 'confirmed', money: 'paid' },
      after: { state: 'cancelled' },
    })
    expect(await audit('actor=Till&entity=order')).toMatchObject(entries)
    expect(await shop.send('POST', `${orders}/${uuidv7()}/cancel`, { headers, body })).toMatchObject({
      status: 404,
    })
  })

  test('give money back once for each id, by a sum or by lines', async () => {
    const { headers } = await key({ may: ['orders.refund'] })
    const { id } = await confirmedOrder(shop, { lines: [{ sku: 'MUG', quantity: 3 }] })
    const refund = { id: uuidv7(), amount: { amount: 200, currency: 'GBP' }, reason: 'Scratched' }
    for (const _ of [1, 2]) {
      const answer = await shop.send('POST', `${orders}/${id}/refunds`, { headers, body: refund })
      expect(answer).toMatchObject({ status: 200, body: { refunded: { amount: 200 } } })
      expect(answer.body.refunds).toHaveLength(1)
    }
    const changed = { ...refund, amount: { amount: 300, currency: 'GBP' } }
    expect(await shop.send('POST', `${orders}/${id}/refunds`, { headers, body: changed })).toMatchObject({
      status: 422,
      body: { code: 'idempotency_key_reused' },
    })
    const byLines = { id: uuidv7(), lines: [{ sku: 'MUG', quantity: 1 }], reason: 'One broken' }
    const answer = await shop.send('POST', `${orders}/${id}/refunds`, { headers, body: byLines })
    expect(answer.body.refunds).toHaveLength(2)
    for (const wrong of [
      { ...refund, id: uuidv7(), lines: byLines.lines },
      { id: uuidv7(), reason: 'Neither' },
      { id: uuidv7(), lines: [{ sku: 'NOTHING', quantity: 1 }], reason: 'Unknown' },
      { ...refund, id: 'mine' },
      { ...refund, id: uuidv7(), reason: '' },
      { ...refund, id: uuidv7(), amount: { amount: 200, currency: 'EUR' } },
    ])
      expect(await shop.send('POST', `${orders}/${id}/refunds`, { headers, body: wrong })).toMatchObject({
        status: 422,
      })
  })

  test('refuse a refund above the limit, also in small steps, without orders.refund_any', async () => {
    await stockUp(shop.db, { sku: 'ORGAN', units: { north: 10 }, priceMinor: 60_000 })
    const { id } = await confirmedOrder(shop, { lines: [{ sku: 'ORGAN', quantity: 1 }] })
    const { headers } = await key({ may: ['orders.refund'] })
    const give = (amount: number, by = headers) =>
      shop.send('POST', `${orders}/${id}/refunds`, {
        headers: by,
        body: { id: uuidv7(), amount: { amount, currency: 'GBP' }, reason: 'Goodwill' },
      })
    expect(await give(20_000)).toMatchObject({ status: 200 })
    expect(await give(5_001)).toMatchObject({
      status: 403,
      body: { permission: 'orders.refund_any', detail: expect.stringContaining('orders.refund_any') },
    })
    expect(await give(5_000)).toMatchObject({ status: 200 })
    const { headers: any } = await key({ may: ['orders.refund', 'orders.refund_any'] })
    expect(await give(20_000, any)).toMatchObject({ status: 200 })
  })

  test('list jobs that were given up, run them again and close them for good', async () => {
    const { headers } = await key({ may: ['jobs.read', 'jobs.retry', 'jobs.discard'] })
    const list = async (query = '') => {
      const { body } = await shop.send('GET', `/api/v1/admin/jobs?${query}`, { headers })
      return body as { jobs: { id: string; queue: string; state: string }[]; nextCursor: string | null }
    }
    expect((await list()).jobs).toEqual([])
    const ids = [uuidv7(), uuidv7(), uuidv7()]
    for (const id of ids)
      await shop.db.$client`
        insert into pgboss.job (id, name, data, state) values (${id}, 'notifications.send-confirmation.dead', '{"orderId":"x"}', 'created')`
    const first = await list('limit=2')
    expect(first.jobs).toMatchObject([{ state: 'dead', queue: 'notifications.send-confirmation' }, {}])
    expect((await list(`limit=2&cursor=${first.nextCursor}`)).jobs).toHaveLength(1)
    expect((await list('queue=notifications.send-confirmation')).jobs).toHaveLength(3)
    expect((await list('queue=invoices.render')).jobs).toEqual([])
    const [a, b] = ids
    expect(await shop.send('POST', `/api/v1/admin/jobs/${a}/retry`, { headers })).toMatchObject({
      status: 200,
    })
    const body = { reason: 'The address is gone' }
    expect(await shop.send('POST', `/api/v1/admin/jobs/${b}/discard`, { headers, body })).toMatchObject({
      status: 200,
    })
    expect((await list()).jobs).toHaveLength(1)
    expect(await shop.send('POST', `/api/v1/admin/jobs/${b}/discard`, { headers, body })).toMatchObject({
      status: 404,
    })
    expect(await audit('entity=job')).toMatchObject([
      { action: 'jobs.discard', entityId: b, reason: 'The address is gone' },
      { action: 'jobs.retry', entityId: a },
    ])
  })
})
