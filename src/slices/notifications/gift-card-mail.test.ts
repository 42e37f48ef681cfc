import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { effectsOf } from '#platform/jobs/effects.ts'
import { sha256 } from '#platform/lib/hash.ts'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { blockCard, mailCardAgain, unblockCard } from '#slices/credit/cards/change-card.ts'
import { forgetPerson } from '#slices/credit/cards/forget-person.ts'
import { mailDueCards } from '#slices/credit/cards/mail-due-cards.ts'
import { testCard } from '#slices/credit/test-cards.ts'
import { SEND_GIFT_CARD, sendGiftCard } from './send-gift-card.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(() => shop.close())

type Sent = { to: string; subject: string; text: string; html?: string }
async function mailsTo(email: string): Promise<Sent[]> {
  const answer = await fetch(`${shop.sandbox.url}/_sandbox/emails`)
  return ((await answer.json()) as Sent[]).filter(({ to }) => to === email)
}
const announced = async (id: string) => {
  const jobs = await shop.db
    .$client`select data from pgboss.job where name = 'gift_card.due' and data ->> 'cardId' = ${id}`
  return jobs.map(({ data }) => data)
}
const newEmail = () => `${uuidv7()}@example.com`

test('a card is mailed once with its code, its worth, the words to its reader and its end; the code stands in no job and no log', async () => {
  const email = newEmail()
  const { id, code } = await testCard(shop, 4_250, {
    email,
    message: 'Happy <b>birthday</b>!\nBuy at evil.example',
    expiresOn: '2029-12-31',
  })
  const jobs = await announced(id)
  expect(jobs).toEqual([{ cardId: id, number: 1 }])
  const logged = vi.spyOn(shop.ctx.log, 'info')
  const calls = vi.spyOn(globalThis, 'fetch')
  await sendGiftCard(shop.ctx, { cardId: id, number: 1 })
  const { html } = JSON.parse(String(calls.mock.calls[0]?.[1]?.body)) as { html: string }
  calls.mockRestore()
  await sendGiftCard(shop.ctx, { cardId: id, number: 1 })
  const [mail, ...more] = await mailsTo(email)
  expect(more).toEqual([])
  expect(mail?.subject).toBe('A gift card for you: £42.50')
  const text = mail?.text.replace(/\s+/g, ' ')
  expect(text).toContain(code)
  expect(text).toContain('31 December 2029')
  expect(text).toContain('type the code at the checkout')
  expect(html).toContain('Happy &lt;b&gt;birthday&lt;/b&gt;!')
  expect(html).not.toContain('evil.example')
  expect(JSON.stringify([jobs, logged.mock.calls, await effectsOf(shop.db, id)])).not.toContain(code)
  logged.mockRestore()
})

test('a card for a later day is announced on that day in London, once, and not before', async () => {
  const email = newEmail()
  const { id } = await testCard(shop, 1_000, {
    email,
    deliverOn: '2027-06-10',
    at: new Date('2027-06-01T10:00:00Z'),
  })
  const lookAt = (at: string) => mailDueCards({ ...shop.ctx, now: () => new Date(at) })
  await lookAt('2027-06-09T22:59:00Z')
  expect(await announced(id)).toEqual([])
  await Promise.all([
    lookAt('2027-06-09T23:00:00Z'),
    lookAt('2027-06-09T23:00:00Z'),
    lookAt('2027-06-10T08:03:00Z'),
  ])
  expect(await announced(id)).toEqual([{ cardId: id, number: 1 }])
})

test('a blocked card is not mailed: one whose day comes waits until it is unblocked', async () => {
  const [email, later] = [newEmail(), newEmail()]
  const now = await testCard(shop, 1_000, { email })
  await blockCard(shop.ctx, now.id)
  await sendGiftCard(shop.ctx, { cardId: now.id, number: 1 })
  expect(await mailsTo(email)).toEqual([])
  const day = { deliverOn: '2027-07-01', at: new Date('2027-06-01T10:00:00Z') }
  const waits = await testCard(shop, 1_000, { email: later, ...day })
  await blockCard(shop.ctx, waits.id)
  const onTheDay = { ...shop.ctx, now: () => new Date('2027-07-01T10:00:00Z') }
  await mailDueCards(onTheDay)
  expect(await announced(waits.id)).toEqual([])
  await unblockCard(shop.ctx, waits.id)
  await mailDueCards(onTheDay)
  expect(await announced(waits.id)).toHaveLength(1)
})

test('staff have a card mailed again, which is a mail of its own', async () => {
  const email = newEmail()
  const { id, code } = await testCard(shop, 1_000, { email })
  await sendGiftCard(shop.ctx, { cardId: id, number: 1 })
  await mailCardAgain(shop.ctx, id)
  expect(await announced(id)).toContainEqual({ cardId: id, number: 2 })
  await sendGiftCard(shop.ctx, { cardId: id, number: 2 })
  const mails = await mailsTo(email)
  expect(mails).toHaveLength(2)
  for (const { text } of mails) expect(text).toContain(code)
  expect((await effectsOf(shop.db, id)).map(({ kind }) => kind).sort()).toEqual([
    `${SEND_GIFT_CARD}#1`,
    `${SEND_GIFT_CARD}#2`,
  ])
  // Its day has come, and the job that looks for such cards does not begin to count again.
  await mailDueCards(shop.ctx)
  for (let number = 3; number <= 20; number++) await mailCardAgain(shop.ctx, id)
  await expect(mailCardAgain(shop.ctx, id)).rejects.toMatchObject({ code: 'conflict' })
})

test('a card without an address, or one whose day has not come, is not mailed again', async () => {
  const silent = await testCard(shop, 1_000)
  const early = await testCard(shop, 1_000, { email: newEmail(), deliverOn: '2099-01-01' })
  for (const { id } of [silent, early])
    await expect(mailCardAgain(shop.ctx, id)).rejects.toMatchObject({ code: 'conflict' })
})

test('a card whose code a new key of the shop would make otherwise is never mailed with a wrong one', async () => {
  const email = newEmail()
  const { id } = await testCard(shop, 1_000, { email })
  await shop.db.$client`update credit_accounts set code_hash = ${sha256(id)} where id = ${id}`
  await expect(sendGiftCard(shop.ctx, { cardId: id, number: 1 })).rejects.toThrow(
    'key of the shop has changed',
  )
  expect(await mailsTo(email)).toEqual([])
})

test('the address of a deleted account goes off the cards that were mailed there, and stays on those that are not mailed yet', async () => {
  const email = newEmail()
  const mailed = await testCard(shop, 1_000, { email, message: 'For you' })
  const early = await testCard(shop, 1_000, { email, deliverOn: '2099-01-01' })
  await forgetPerson(shop.ctx, { emailHash: null })
  await forgetPerson(shop.ctx, { emailHash: sha256(email) })
  const rows = await shop.db.$client`
    select id, email, message, balance_minor::int as balance from credit_accounts where id in (${mailed.id}, ${early.id}) order by created_at`
  expect(rows).toEqual([
    { id: mailed.id, email: null, message: null, balance: 1_000 },
    { id: early.id, email, message: null, balance: 1_000 },
  ])
})
