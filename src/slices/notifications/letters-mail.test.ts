import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { askForLetters } from '#slices/letters/ask-for-letters.ts'
import { confirmLetters, stopByLink } from '#slices/letters/change-letters.ts'
import { readerOf } from '#slices/letters/history.ts'
import { oneClickStopUrl, stopKeyOf } from '#slices/letters/keys.ts'
import { mayReceiveLetters } from '#slices/letters/queries.ts'
import { SENTENCE } from '#slices/letters/sentence.ts'
import { sendLettersConfirmation } from './send-letters-confirmation.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(() => shop.close())

type Sent = { to: string; subject: string; text: string }
async function mailsTo(email: string): Promise<Sent[]> {
  const answer = await fetch(`${shop.sandbox.url}/_sandbox/emails`)
  return ((await answer.json()) as Sent[]).filter(({ to }) => to === email)
}

async function asked() {
  const email = `${uuidv7()}@example.com`
  await askForLetters(shop.ctx, { email, sentence: SENTENCE.version, way: 'checkout', page: '/checkout' })
  return { email, readerId: (await readerOf(shop.db, email))?.id ?? '' }
}

test('the mail says to what its reader says yes, its link confirms, and a mail program can say no at one press', async () => {
  const { email, readerId } = await asked()
  const calls = vi.spyOn(globalThis, 'fetch')
  await sendLettersConfirmation(shop.ctx, { readerId, seq: 1 })
  const sent = JSON.parse(String(calls.mock.calls[0]?.[1]?.body)) as { headers: Record<string, string> }
  calls.mockRestore()
  await sendLettersConfirmation(shop.ctx, { readerId, seq: 1 })
  const [mail, ...more] = await mailsTo(email)
  expect(more).toEqual([])
  expect(mail?.text.replace(/\s+/g, ' ')).toContain(SENTENCE.words)
  expect(sent.headers).toEqual({
    'List-Unsubscribe': `<${oneClickStopUrl(readerId)}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  })
  const [, id = '', key = ''] = /letters\/([\w-]+)\?key=([\w-]+)/.exec(mail?.text ?? '') ?? []
  await confirmLetters(shop.ctx, { readerId: id, key })
  expect(await mayReceiveLetters(shop.db, email)).toBe(true)
})

test('no mail goes out once somebody said no', async () => {
  const { email, readerId } = await asked()
  await stopByLink(shop.ctx, { readerId, key: stopKeyOf(readerId) }, 'one_click')
  await sendLettersConfirmation(shop.ctx, { readerId, seq: 1 })
  expect(await mailsTo(email)).toEqual([])
})
