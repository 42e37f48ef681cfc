import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { confirmedOrder } from '#proof/testing/confirmed-order.ts'
import { type Doors, openDoors } from '#proof/testing/doors.ts'
import { keyFor } from '#proof/testing/key-for.ts'
import { appRouter } from '#run/web/trpc-root.ts'
import { askForLetters } from '../ask-for-letters.ts'
import { confirmLetters } from '../change-letters.ts'
import { historyOf, readerOf } from '../history.ts'
import { letterInvariants } from '../invariants.ts'
import { proofKeyOf } from '../keys.ts'
import { mayReceiveLetters } from '../queries.ts'
import { SENTENCE } from '../sentence.ts'

let shop: Doors
beforeAll(async () => {
  shop = await openDoors()
})
afterAll(() => shop.close())

const reason = 'Asked by phone'
const ask = (email: string) =>
  askForLetters(shop.ctx, { email, sentence: SENTENCE.version, way: 'checkout', page: '/checkout' })
async function reader(email: string) {
  const found = await readerOf(shop.db, email)
  if (!found) throw new Error('Nobody asked.')
  return found
}
async function linkOf(email: string) {
  const { id } = await reader(email)
  return { readerId: id, key: proofKeyOf(id, 1) }
}
async function confirmed(email = `${uuidv7()}@example.com`) {
  await ask(email)
  await confirmLetters(shop.ctx, await linkOf(email))
  return email
}
const stepsOf = async (email: string) => historyOf(shop.db, (await reader(email)).id)
const auditOf = async (email: string) =>
  shop.db.$client`
    select actor, action, entity, before, after, reason from audit where entity_id = ${(await reader(email)).id}`
const resultOf = async (answer: Response) =>
  ((await answer.json()) as { result: { data: { json: unknown } } }).result.data.json

test('staff stop letters with a reason: the proof says who did it and why, and the audit how it stood', async () => {
  const staff = await shop.person({ staff: 'Support', name: 'Sam Reed' })
  const email = await confirmed()
  const answer = await shop.mutate('staffLetters.stop', { email, reason }, staff)
  expect([answer.status, await resultOf(answer)]).toEqual([200, { state: 'withdrawn' }])
  expect(await mayReceiveLetters(shop.db, email)).toBe(false)
  expect(await reader(email)).toMatchObject({ state: 'withdrawn', email: null })
  expect((await stepsOf(email)).at(-1)).toMatchObject({
    seq: 3,
    step: 'withdrawn',
    way: 'desk',
    actor: `staff:${staff.id}:Sam Reed`,
    reason,
  })
  const rows = await auditOf(email)
  expect(rows).toMatchObject([
    {
      actor: `staff:${staff.id}:Sam Reed`,
      action: 'letters.stop',
      entity: 'letters',
      before: { state: 'proved' },
      after: { state: 'withdrawn' },
      reason,
    },
  ])
  expect(JSON.stringify(rows)).not.toContain(email)
  const order = await confirmedOrder(shop, { email })
  expect(await resultOf(await shop.call('staffLetters.ofOrder', { orderId: order.id }, staff))).toMatchObject(
    { state: 'withdrawn', history: [{}, {}, { step: 'withdrawn', way: 'desk', reason }] },
  )
})

test('a request that nobody confirmed is stopped too, and its link confirms nothing afterwards', async () => {
  const staff = await shop.person({ staff: true })
  const email = `${uuidv7()}@example.com`
  await ask(email)
  const link = await linkOf(email)
  for (const _ of ['once', 'twice'])
    expect((await shop.mutate('staffLetters.stop', { email, reason }, staff)).status).toBe(200)
  expect((await stepsOf(email)).map(({ step }) => step)).toEqual(['asked', 'withdrawn'])
  await expect(confirmLetters(shop.ctx, link)).rejects.toMatchObject({ code: 'not_found' })
})

test('it needs the permission, a reason, and somebody who said yes', async () => {
  const [analyst, support] = [
    await shop.person({ staff: 'Analyst' }),
    await shop.person({ staff: 'Support' }),
  ]
  const email = await confirmed()
  const stop = (input: object, by = support) => shop.mutate('staffLetters.stop', { email, ...input }, by)
  expect((await stop({ reason }, analyst)).status).toBe(403)
  expect((await stop({ reason: ' ' })).status).toBe(400)
  expect((await stop({ reason, email: `${uuidv7()}@example.com` })).status).toBe(404)
  expect(await mayReceiveLetters(shop.db, email)).toBe(true)
  expect(await auditOf(email)).toEqual([])
})

test('a program with a key does the same, once for each id, and is named in the proof', async () => {
  const email = await confirmed()
  const stop = async (headers: Record<string, string>, id = uuidv7()) => {
    const body = { email, reason, actionId: id }
    const answer = await shop.send('POST', '/api/v1/admin/desk/staffLetters.stop', { body, headers })
    return [answer.status, await answer.json()]
  }
  expect(await stop(await keyFor(shop.db, 'orders.read'))).toMatchObject([
    403,
    { permission: 'letters.stop' },
  ])
  const [headers, id] = [await keyFor(shop.db, 'letters.stop'), uuidv7()]
  for (const _ of ['once', 'twice'])
    expect(await stop(headers, id)).toEqual([200, { result: { state: 'withdrawn' } }])
  expect((await stepsOf(email)).at(-1)).toMatchObject({
    way: 'desk',
    actor: expect.stringMatching(/^key:/),
    reason,
  })
  expect(await auditOf(email)).toHaveLength(1)
})

test('no verb of the desk says yes for somebody, and the database refuses a yes that comes from there', async () => {
  const ofDesk = Object.entries(
    appRouter._def.procedures as unknown as Record<
      string,
      { _def: { meta?: { may?: string }; type: string } }
    >,
  ).filter(([name, { _def }]) => /letters/i.test(name) && _def.meta?.may && _def.type === 'mutation')
  expect(ofDesk.map(([name]) => name)).toEqual(['staffLetters.stop'])
  const email = `${uuidv7()}@example.com`
  await ask(email)
  const { id } = await reader(email)
  const step = (step: string, why: string | null) => shop.db.$client`
    insert into letter_consents (reader_id, seq, step, at, way, actor, reason)
    values (${id}, 2, ${step}, now(), 'desk', 'staff:1:Sam', ${why})`
  await expect(step('proved', reason)).rejects.toThrow('desk_only_ends')
  await expect(step('withdrawn', null)).rejects.toThrow('desk_only_ends')
  expect((await stepsOf(email)).map(({ step }) => step)).toEqual(['asked'])
  const [wrong] = await shop.db.$client.unsafe(letterInvariants[0]?.count ?? '')
  expect(wrong).toEqual({ count: '0' })
})

test('the reader finds in their own data that the shop stopped the letters and why, but not who of it', async () => {
  const ana = await shop.person()
  await shop.db.$client`update customers set email_verified = true where id = ${ana.id}`
  await confirmed(ana.email)
  const staff = await shop.person({ staff: true, name: 'Sam Reed' })
  await shop.mutate('staffLetters.stop', { email: ana.email, reason }, staff)
  const data = await (await shop.send('GET', '/api/account/data', { as: ana })).text()
  expect(data).toContain(`"reason": "${reason}"`)
  expect(data).not.toContain('Sam Reed')
})
