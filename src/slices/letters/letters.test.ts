import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sha256 } from '#platform/lib/hash.ts'
import { confirmedOrder } from '#proof/testing/confirmed-order.ts'
import { type Doors, openDoors, PASSWORD } from '#proof/testing/doors.ts'
import { expireRows } from '#run/retention/expire-rows.ts'
import { askForLetters, type LetterRequest } from './ask-for-letters.ts'
import { confirmLetters, forgetReader, stopByLink } from './change-letters.ts'
import { historyOf, readerOf } from './history.ts'
import { letterInvariants } from './invariants.ts'
import { oneClickStopUrl, proofKeyOf, stopKeyOf } from './keys.ts'
import { openLink } from './open-link.ts'
import { mayReceiveLetters } from './queries.ts'
import { SENTENCE } from './sentence.ts'

let shop: Doors
beforeAll(async () => {
  shop = await openDoors()
})
afterAll(() => shop.close())

const HOUR_MS = 3_600_000
const newEmail = () => `${uuidv7()}@example.com`
const ask = (email: string, said: Partial<LetterRequest> = {}) =>
  askForLetters(shop.ctx, {
    email,
    sentence: SENTENCE.version,
    way: 'checkout',
    page: '/checkout',
    ...said,
  })
async function stepsOf(email: string) {
  const reader = await readerOf(shop.db, email)
  return reader ? historyOf(shop.db, reader.id) : []
}
const namesOf = async (email: string) => (await stepsOf(email)).map(({ step }) => step)
/** The key in the mail of that request. */
async function linkOf(email: string, seq = 1) {
  const readerId = (await readerOf(shop.db, email))?.id ?? ''
  return { readerId, key: proofKeyOf(readerId, seq) }
}
const stopLinkOf = async (email: string) => {
  const { readerId } = await linkOf(email)
  return { readerId, key: stopKeyOf(readerId) }
}
const later = (ms: number) => ({ ...shop.ctx, now: () => new Date(Date.now() + ms) })
async function mailsTo(email: string) {
  const { readerId } = await linkOf(email)
  const jobs = await shop.db.$client<{ seq: number }[]>`
    select (data ->> 'seq')::int as seq from pgboss.job
    where name = 'notifications.send-letters-confirmation' and data ->> 'readerId' = ${readerId} order by 1`
  return jobs.map(({ seq }) => seq)
}
async function confirmed(email = newEmail()) {
  await ask(email)
  await confirmLetters(shop.ctx, await linkOf(email))
  return email
}
/** An account whose owner read mail at its address. */
async function account() {
  const person = await shop.person()
  await shop.db.$client`update customers set email_verified = true where id = ${person.id}`
  return person
}
const resultOf = async (answer: Response) =>
  ((await answer.json()) as { result: { data: { json: unknown } } }).result.data.json

test('a yes counts once the link was opened, and the history says who, when, where and to which words', async () => {
  const email = newEmail()
  await ask(email)
  expect(await mayReceiveLetters(shop.db, email)).toBe(false)
  expect(await mailsTo(email)).toEqual([1])
  await confirmLetters(shop.ctx, await linkOf(email))
  await confirmLetters(shop.ctx, await linkOf(email))
  expect(await mayReceiveLetters(shop.db, email)).toBe(true)
  expect(await stepsOf(email)).toEqual([
    {
      seq: 1,
      step: 'asked',
      at: expect.any(Date),
      way: 'checkout',
      actor: 'program',
      page: '/checkout',
      sentence: SENTENCE.version,
      words: SENTENCE.words,
      reason: null,
    },
    {
      seq: 2,
      step: 'proved',
      at: expect.any(Date),
      way: 'link',
      actor: 'link',
      page: null,
      sentence: null,
      words: null,
      reason: null,
    },
  ])
})

test('asking twice mails twice, either link confirms, and asking after it mails nobody', async () => {
  const email = newEmail()
  await Promise.all([ask(email), ask(email)])
  expect(await mailsTo(email)).toEqual([1, 2])
  await confirmLetters(shop.ctx, await linkOf(email, 1))
  await ask(email)
  expect(await namesOf(email)).toEqual(['asked', 'asked', 'proved'])
  expect(await mailsTo(email)).toEqual([1, 2])
})

test('a link confirms for two days, and one from before an end confirms nothing new', async () => {
  const email = newEmail()
  await ask(email)
  const link = await linkOf(email)
  expect(await openLink(shop.db, link, new Date())).toMatchObject({ state: 'asked', words: SENTENCE.words })
  const tooLate = later(49 * HOUR_MS)
  expect(await openLink(shop.db, link, tooLate.now())).toBeNull()
  await expect(confirmLetters(tooLate, link)).rejects.toMatchObject({ code: 'not_found' })
  await stopByLink(shop.ctx, link, 'link')
  await ask(email)
  await expect(confirmLetters(shop.ctx, link)).rejects.toMatchObject({ code: 'not_found' })
  await confirmLetters(shop.ctx, await linkOf(email, 3))
  expect(await namesOf(email)).toEqual(['asked', 'withdrawn', 'asked', 'proved'])
})

test('the key by which letters are stopped confirms nothing, and another reader’s key opens nothing', async () => {
  const [email, other] = [newEmail(), await confirmed()]
  await ask(email)
  const [link, stop, foreign] = [await linkOf(email), await stopLinkOf(email), await linkOf(other)]
  await expect(confirmLetters(shop.ctx, stop)).rejects.toMatchObject({ code: 'not_found' })
  for (const wrong of [
    { ...link, key: foreign.key },
    { ...link, readerId: uuidv7() },
  ]) {
    expect(await openLink(shop.db, wrong, new Date())).toBeNull()
    await expect(confirmLetters(shop.ctx, wrong)).rejects.toMatchObject({ code: 'not_found' })
    await expect(stopByLink(shop.ctx, wrong, 'link')).rejects.toMatchObject({ code: 'not_found' })
  }
  expect(await namesOf(email)).toEqual(['asked'])
})

test('one press of a mail program stops letters without signing in, and the address is forgotten', async () => {
  const email = await confirmed()
  const { readerId } = await linkOf(email)
  const { pathname, search } = new URL(oneClickStopUrl(readerId))
  const press = () =>
    shop.send('POST', `${pathname}${search}`, {
      body: 'List-Unsubscribe=One-Click',
      headers: { origin: '', 'content-type': 'application/x-www-form-urlencoded' },
    })
  expect((await press()).status).toBe(200)
  expect((await press()).status).toBe(200)
  expect((await shop.send('POST', `${pathname}?key=wrong`)).status).toBe(404)
  expect((await shop.send('GET', `${pathname}${search}`)).status).toBe(405)
  expect((await stepsOf(email)).at(-1)).toMatchObject({ step: 'withdrawn', way: 'one_click' })
  expect(await readerOf(shop.db, email)).toMatchObject({ state: 'withdrawn', email: null })
  expect(await openLink(shop.db, await stopLinkOf(email), new Date())).toMatchObject({ state: 'ended' })
})

test('the database refuses to change or thin out a history, and to lose the proof of somebody who gets letters', async () => {
  const email = await confirmed()
  const { readerId } = await linkOf(email)
  const sql = shop.db.$client
  const tries = [
    sql`update letter_consents set at = now() - interval '1 year' where reader_id = ${readerId}`,
    sql`delete from letter_consents where reader_id = ${readerId}`,
    sql`delete from letter_readers where id = ${readerId}`,
    sql`update letter_sentences set words = 'Everything' where version = ${SENTENCE.version}`,
    sql`update letter_readers set email = null where id = ${readerId}`,
  ]
  for (const attempt of tries) await expect(attempt).rejects.toThrow(/append-only|proof stays|while_needed/)
  expect(await namesOf(email)).toEqual(['asked', 'proved'])
})

test('the invariant holds over every history here, and counts a yes that was not asked for', async () => {
  const count = async () => (await shop.db.$client.unsafe(letterInvariants[0]?.count ?? ''))[0]
  await confirmed()
  expect(await count()).toEqual({ count: '0' })
  const email = await confirmed()
  const { readerId } = await linkOf(email)
  const another = (seq: number, step: string) =>
    shop.db.$client`insert into letter_consents (reader_id, seq, step, at, way, actor)
      values (${readerId}, ${seq}, ${step}, now(), 'link', 'link')`
  await another(3, 'withdrawn')
  expect(await count()).toEqual({ count: '1' })
  await another(4, 'proved')
  expect(await count()).toEqual({ count: '1' })
  await shop.db.$client`alter table letter_consents disable trigger letter_consents_whole`
  await shop.db.$client`delete from letter_consents where reader_id = ${readerId} and seq > 2`
  await shop.db.$client`alter table letter_consents enable trigger letter_consents_whole`
  expect(await count()).toEqual({ count: '0' })
})

test('an address that nobody confirmed is forgotten after two days, and its history after thirty', async () => {
  const [slip, kept, again] = [newEmail(), await confirmed(), await confirmed()]
  await ask(slip)
  await stopByLink(shop.ctx, await stopLinkOf(again), 'link')
  await ask(again)
  const age = (days: number) =>
    shop.db.$client`update letter_readers set changed_at = now() - make_interval(days => ${days})`
  await age(3)
  await expireRows(shop.ctx)
  expect(await readerOf(shop.db, slip)).toMatchObject({ state: 'lapsed', email: null })
  expect((await stepsOf(slip)).map(({ step, way }) => [step, way])).toEqual([
    ['asked', 'checkout'],
    ['lapsed', 'time'],
  ])
  expect(await mayReceiveLetters(shop.db, kept)).toBe(true)
  await age(31)
  await expireRows(shop.ctx)
  expect(await readerOf(shop.db, slip)).toBeNull()
  // Letters went out once, so the proof stays for six years.
  expect(await namesOf(again)).toEqual(['asked', 'proved', 'withdrawn', 'asked', 'lapsed'])
  await age(2_191)
  await expireRows(shop.ctx)
  expect([await readerOf(shop.db, again), await namesOf(kept)]).toEqual([null, ['asked', 'proved']])
})

test('somebody turns letters on and off in their account, and has both in their own data', async () => {
  const ana = await account()
  const mine = async () => resultOf(await shop.call('letters.mine', undefined, ana))
  expect(await mine()).toEqual({ email: ana.email, state: 'off', since: null })
  const turnOn = () => shop.mutate('letters.subscribe', { sentence: SENTENCE.version }, ana)
  expect(await resultOf(await turnOn())).toMatchObject({ state: 'asked' })
  await confirmLetters(shop.ctx, await linkOf(ana.email))
  expect(await mine()).toMatchObject({ state: 'on' })
  const data = (await (await shop.send('GET', '/api/account/data', { as: ana })).json()) as {
    [table: string]: object[]
  }
  expect(JSON.stringify(data)).toContain('"step":"proved"')
  const off = await resultOf(await shop.mutate('letters.unsubscribe', undefined, ana))
  expect(off).toMatchObject({ state: 'off', since: expect.anything() })
  expect((await stepsOf(ana.email)).map(({ way, actor }) => [way, actor])).toEqual([
    ['account', `customer:${ana.id}`],
    ['link', 'link'],
    ['account', `customer:${ana.id}`],
  ])
})

test('an account whose address nobody proved learns and changes nothing of it', async () => {
  const mallory = await shop.person()
  await confirmed(mallory.email)
  expect(await resultOf(await shop.call('letters.mine', undefined, mallory))).toEqual({
    email: mallory.email,
    state: 'unproved',
  })
  expect((await shop.mutate('letters.unsubscribe', undefined, mallory)).status).toBe(409)
  expect(await resultOf(await shop.call('letters.isOffered', undefined, mallory))).toBe(true)
  const data = await (await shop.send('GET', '/api/account/data', { as: mallory })).text()
  expect(data).not.toContain('"step":"proved"')
  await shop.mutate('account.remove', { password: PASSWORD }, mallory)
  const [job] = await shop.db.$client`
    select data from pgboss.job where name = 'customer.account_deleted' and data ->> 'customerId' = ${mallory.id}`
  expect(job?.data).toEqual({ customerId: mallory.id, emailHash: null })
})

test('a deleted account gets no letters, and the proof stays without its address', async () => {
  const ana = await account()
  await confirmed(ana.email)
  expect((await shop.mutate('account.remove', { password: PASSWORD }, ana)).status).toBe(200)
  const [job] = await shop.db.$client<{ data: { emailHash: string } }[]>`
    select data from pgboss.job where name = 'customer.account_deleted' and data ->> 'customerId' = ${ana.id}`
  expect(job?.data.emailHash).toBe(sha256(ana.email))
  for (let run = 0; run < 2; run++) await forgetReader(shop.ctx, { emailHash: job?.data.emailHash ?? null })
  expect(await readerOf(shop.db, ana.email)).toMatchObject({ state: 'withdrawn', email: null })
  expect((await stepsOf(ana.email)).at(-1)).toMatchObject({ step: 'withdrawn', way: 'account_deleted' })
  const left = await shop.db.$client`select to_jsonb(letter_consents)::text as row from letter_consents`
  expect(JSON.stringify(left)).not.toContain(ana.email)
})

test('a program says yes for somebody, to the words of today and from a page that it names', async () => {
  const email = newEmail()
  const words = (await (await shop.send('GET', '/api/v1/letters/sentence')).json()) as { version: string }
  expect(words).toEqual({ ...SENTENCE })
  const send = (said: object) =>
    shop.send('POST', '/api/v1/letters', {
      body: { email, sentence: words.version, page: 'https://blog.example.com', ...said },
    })
  const stale = await send({ sentence: 'en-GB.1999-01-01' })
  expect([stale.status, await stale.json()]).toMatchObject([409, { code: 'conflict' }])
  expect((await send({ page: '' })).status).toBe(422)
  expect(await stepsOf(email)).toEqual([])
  const answers = [await send({}), await send({ email: await confirmed() })]
  for (const answer of answers) expect([answer.status, await answer.json()]).toEqual([202, { asked: true }])
  expect((await stepsOf(email)).at(0)).toMatchObject({ way: 'rest', page: 'https://blog.example.com' })
})

test('a page that was open since earlier words names them, and they are kept as they were', async () => {
  const email = newEmail()
  await shop.db
    .$client`insert into letter_sentences (version, locale, words) values ('en-GB.old', 'en-GB', 'Yes, letters.')`
  await ask(email, { sentence: 'en-GB.old' })
  expect((await stepsOf(email)).at(0)).toMatchObject({ sentence: 'en-GB.old', words: 'Yes, letters.' })
})

test('staff see on an order whether its buyer gets letters, and how that came', async () => {
  const [order, staff] = [
    await confirmedOrder(shop, { email: newEmail() }),
    await shop.person({ staff: true }),
  ]
  const see = async () => resultOf(await shop.call('staffLetters.ofOrder', { orderId: order.id }, staff))
  expect(await see()).toEqual({ email: order.email, state: 'never', history: [] })
  await confirmed(order.email)
  expect(await see()).toMatchObject({
    state: 'proved',
    history: [{ step: 'asked', words: SENTENCE.words }, { step: 'proved' }],
  })
})
