import { v7 as uuidv7 } from 'uuid'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { addDays } from '#platform/lib/calendar-days.ts'
import { keyFor } from '#proof/testing/key-for.ts'
import { openRestShop, type RestShop } from '#proof/testing/rest-shop.ts'
import { dayOf } from './account.ts'
import { readGiftCards } from './read-credit.ts'
import { balanceOf, brokenInvariants } from './test-cards.ts'

let shop: RestShop
let ada: Record<string, string>
let bo: Record<string, string>
beforeAll(async () => {
  shop = await openRestShop()
  ada = await keyFor(shop.db, 'credit.read', 'credit.write')
  bo = await keyFor(shop.db, 'credit.read', 'credit.write')
})
afterAll(() => shop.close())
afterEach(async () => expect(await brokenInvariants(shop.db)).toEqual([]))

const at = '/api/v1/admin/gift-cards'
const today = dayOf(new Date())
const post = (path: string, body?: object, key = uuidv7(), by = ada) =>
  shop.send('POST', `${at}${path}`, { headers: { ...by, 'idempotency-key': key }, body })
const get = (path: string, by = ada) => shop.send('GET', `${at}${path}`, { headers: by })
const issued = async (body: object = { amount: 5_000 }) =>
  (await post('', body)).body as { id: string; code: string }

describe('Issuing', () => {
  test('answers the code, which nothing else tells, and which the database does not hold', async () => {
    const key = uuidv7()
    const answer = await post(
      '',
      { amount: { amount: 5_000, currency: 'GBP' }, expiresOn: addDays(today, 400) },
      key,
    )
    expect(answer).toMatchObject({
      status: 201,
      body: {
        id: key,
        code: expect.stringMatching(/^(\w{4}-){3}\w{4}$/),
        balance: { amount: 5_000, currency: 'GBP' },
        state: 'active',
        mails: 0,
        email: null,
      },
    })
    const { code } = answer.body as { code: string }
    expect((await readGiftCards(shop.db, [code], new Date()))[0]).toMatchObject({
      kind: 'usable',
      accountId: key,
    })
    const letters = code.replaceAll('-', '')
    const elsewhere = JSON.stringify([
      await get(`/${key}`),
      await get(`?query=${letters.slice(-4)}`),
      await shop.db.$client`select * from audit`,
      await shop.db.$client`select * from credit_accounts`,
      await shop.db.$client`select data from pgboss.job`,
      shop.logged,
    ])
    expect(elsewhere).not.toContain(code)
    expect(elsewhere).not.toContain(letters)
  })

  test('is done once for a key: the same again tells the same code, anything else or anybody else is refused', async () => {
    const key = uuidv7()
    const body = { amount: 2_000, email: 'Ada@Example.com', message: 'For you' }
    const answers = await Promise.all(Array.from({ length: 5 }, () => post('', body, key)))
    expect(answers.map(({ status }) => status)).toEqual(Array(5).fill(201))
    expect(new Set(answers.map(({ body }) => body.code)).size).toBe(1)
    expect(await balanceOf(shop.db, key)).toBe(2_000)
    const reused = { status: 422, body: { code: 'idempotency_key_reused' } }
    expect(await post('', { ...body, amount: 2_001 }, key)).toMatchObject(reused)
    expect(await post('', body, key, bo)).toMatchObject(reused)
  })

  test('takes 1,000 pounds at most, in the currency of the shop, and only days that make sense', async () => {
    expect(await post('', { amount: 100_000 })).toMatchObject({ status: 201 })
    const to = { email: 'ada@example.com' }
    const wrong: [object, string][] = [
      [{ amount: 100_001 }, 'amount'],
      [{ amount: 0 }, 'amount'],
      [{ amount: -5 }, 'amount'],
      [{ amount: 1.5 }, 'amount'],
      [{ amount: '5000' }, 'amount'],
      [{}, 'amount'],
      [{ amount: { amount: 100, currency: 'EUR' } }, 'amount'],
      [{ amount: 100, email: 'nobody' }, 'email'],
      [{ amount: 100, deliverOn: addDays(today, 1) }, 'email'],
      [{ amount: 100, message: 'Hello' }, 'email'],
      [{ amount: 100, ...to, deliverOn: addDays(today, -1) }, 'deliverOn'],
      [{ amount: 100, ...to, deliverOn: addDays(today, 400) }, 'deliverOn'],
      [{ amount: 100, ...to, deliverOn: '2026-02-30' }, 'deliverOn'],
      [{ amount: 100, expiresOn: today }, 'expiresOn'],
      [{ amount: 100, ...to, deliverOn: addDays(today, 9), expiresOn: addDays(today, 9) }, 'expiresOn'],
      [{ amount: 100, expiresOn: addDays(today, 4_000) }, 'expiresOn'],
      [{ amount: 100, ...to, message: 'x'.repeat(501) }, 'message'],
    ]
    for (const [body, path] of wrong) {
      const { status, body: problem } = await post('', body)
      const paths = (problem.errors as { path: string }[])?.map(error => error.path.split('.')[0])
      expect({ body, status, paths }).toEqual({ body, status: 422, paths: [path] })
    }
  })

  test('needs a key, and the permission to write', async () => {
    const headers = await keyFor(shop.db, 'credit.read')
    const send = (extra: object) =>
      shop.send('POST', at, { headers: { ...headers, ...extra }, body: { amount: 100 } })
    expect(await send({ 'idempotency-key': uuidv7() })).toMatchObject({ status: 403 })
    expect(await shop.send('POST', at, { headers: ada, body: { amount: 100 } })).toMatchObject({
      status: 400,
    })
    expect(await get('', await keyFor(shop.db, 'orders.read'))).toMatchObject({ status: 403 })
  })

  test('stands in the audit like everything that staff do', async () => {
    const { id } = await issued()
    await post(`/${id}/block`, { reason: 'Reported as stolen' })
    const rows = await shop.db
      .$client`select action, reason, after from audit where entity_id = ${id} order by id`
    expect(rows).toMatchObject([
      { action: 'gift_cards.issue', after: { balanceMinor: 5_000, state: 'active' } },
      { action: 'gift_cards.block', reason: 'Reported as stolen', after: { state: 'blocked' } },
    ])
  })
})

describe('A card', () => {
  test('is blocked and unblocked, with a reason or without a body at all', async () => {
    const { id } = await issued()
    expect(await post(`/${id}/block`)).toMatchObject({ status: 200, body: { state: 'blocked' } })
    expect(await post(`/${id}/block`, { reason: 'Lost' })).toMatchObject({ body: { state: 'blocked' } })
    expect(await post(`/${id}/unblock`, {})).toMatchObject({ status: 200, body: { state: 'active' } })
    expect(await post(`/${uuidv7()}/block`)).toMatchObject({ status: 404 })
  })

  test('is adjusted by a sum, once for a key, never below nought or above the most', async () => {
    const { id } = await issued()
    const key = uuidv7()
    const off = { amount: -1_500, reason: 'Paid out' }
    const answers = await Promise.all(Array.from({ length: 4 }, () => post(`/${id}/adjust`, off, key)))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    expect(await get(`/${id}`)).toMatchObject({
      body: {
        balance: { amount: 3_500 },
        entries: [
          {
            number: 2,
            kind: 'adjust',
            amount: { amount: -1_500 },
            reason: 'Paid out',
            by: expect.stringMatching(/^key:/),
          },
          { number: 1, kind: 'issue', amount: { amount: 5_000 } },
        ],
      },
    })
    expect(await post(`/${id}/adjust`, { ...off, amount: 1 }, key)).toMatchObject({ status: 422 })
    expect(await post(`/${id}/adjust`, { ...off, amount: -3_501 })).toMatchObject({ status: 409 })
    expect(await post(`/${id}/adjust`, { ...off, amount: 96_501 })).toMatchObject({ status: 409 })
    expect(await post(`/${id}/adjust`, { ...off, amount: 96_500 })).toMatchObject({ status: 200 })
    for (const body of [{ amount: 0, reason: 'None' }, { amount: 5 }, { amount: 5, reason: ' ' }])
      expect(await post(`/${id}/adjust`, body)).toMatchObject({ status: 422 })
    expect(await post(`/${uuidv7()}/adjust`, off)).toMatchObject({ status: 404 })
  })

  test('is found by the end of its code and by its address, page by page', async () => {
    const email = `${uuidv7()}@example.com`
    const { id, code } = await issued({ amount: 100, email })
    const idsOf = async (query: string) => {
      const { body } = await get(`?query=${encodeURIComponent(query)}`)
      return (body.giftCards as { id: string }[]).map(card => card.id)
    }
    expect(await idsOf(code.slice(-4).toLowerCase())).toContain(id)
    expect(await idsOf(email.toUpperCase())).toEqual([id])
    expect(await idsOf(`no-${email}`)).toEqual([])
    expect(await get(`?query=${code}`)).toMatchObject({ status: 422 })
    for (let card = 0; card < 51; card++) await issued({ amount: 1 })
    const seen: string[] = []
    for (let cursor: unknown = ''; cursor !== null; ) {
      const { body } = await get(cursor ? `?cursor=${cursor}` : '')
      seen.push(...(body.giftCards as { id: string }[]).map(card => card.id))
      cursor = body.nextCursor
    }
    expect(new Set(seen).size).toBe(seen.length)
    const [all] = await shop.db
      .$client`select count(*)::int as cards from credit_accounts where kind = 'gift_card'`
    expect(seen).toHaveLength(all?.cards)
  })
})
