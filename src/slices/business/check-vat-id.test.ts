import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { forgetPauses } from '#platform/outside/outside-pace.ts'
import { askSandbox } from '#proof/testing/ask-sandbox.ts'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { checkVatId } from './check-vat-id.ts'
import { KEPT_HOURS, keptAnswer } from './kept-answer.ts'
import { businessLimits } from './rate-limits.ts'
import { registryApi } from './registry-api.ts'
import { vatAnswers } from './schema.ts'
import { standingOf } from './standing-of.ts'

let shop: TestShop
beforeAll(async () => {
  vi.stubEnv('RATE_LIMITS', 'on')
  shop = await openTestShop()
})
afterAll(() => shop.close())
const asking = vi.spyOn(registryApi, 'ask')
beforeEach(() => {
  asking.mockClear()
  forgetPauses()
})
afterEach(async () => {
  await fetch(`${shop.sandbox.url}/_sandbox/faults`, { method: 'DELETE' })
})

let serial = 100_000
/** A German id of our own; the sandbox answers by its last three digits. */
const ownId = (end = '000') => `DE${++serial}${end}`
const kept = (vatId: string, at = new Date()) => keptAnswer(shop.db, vatId, { at })
const standing = (vatId: string, country = 'DE') =>
  standingOf(shop.db, { billing: { vatId }, country }, { at: new Date() })

test('a valid id is kept with the name and the number of the question, and is asked about once a day', async () => {
  const vatId = ownId()
  expect(await checkVatId(shop.ctx, vatId)).toBe('kept')
  expect(await kept(vatId)).toMatchObject({
    vatId,
    country: 'DE',
    answer: 'valid',
    name: expect.stringContaining('DE'),
    consultation: expect.stringMatching(/^SB/),
  })
  expect(await checkVatId(shop.ctx, vatId)).toBe('kept')
  expect(asking).toHaveBeenCalledTimes(1)
  const later = (hours: number) => new Date(Date.now() + hours * 3_600_000)
  expect(await kept(vatId, later(KEPT_HOURS - 0.1))).toMatchObject({ answer: 'valid' })
  expect(await kept(vatId, later(KEPT_HOURS + 0.1))).toBeNull()
  // An answer that came later does not count for what was before it.
  expect(await kept(vatId, later(-1))).toBeNull()
  await checkVatId({ ...shop.ctx, now: () => later(KEPT_HOURS + 0.1) }, vatId)
  expect(asking).toHaveBeenCalledTimes(2)
})

test('the latest answer counts: an id that was given up is unknown', async () => {
  const vatId = ownId()
  const at = (minutes: number) => new Date(Date.now() - minutes * 60_000)
  await shop.db.insert(vatAnswers).values([
    { vatId, country: 'DE', answer: 'valid', askedAt: at(20) },
    { vatId, country: 'DE', answer: 'unknown', askedAt: at(10) },
  ])
  expect(await standing(vatId)).toMatchObject({ state: 'unknown', reverseCharge: false })
})

test('a register that tells no name leaves none', async () => {
  const vatId = ownId('305')
  expect(await checkVatId(shop.ctx, vatId)).toBe('kept')
  expect(await kept(vatId)).toMatchObject({ answer: 'valid', name: null })
})

test('an id that no register knows is kept as that, and has no reverse charge', async () => {
  const vatId = ownId('200')
  expect(await checkVatId(shop.ctx, vatId)).toBe('kept')
  expect(await standing(vatId)).toMatchObject({
    state: 'unknown',
    reverseCharge: false,
    sentence: expect.stringContaining('The register of Germany does not know'),
  })
})

const badManners = [
  ['the whole service is away', '300'],
  ['the register of the country is away', '301'],
  ['the answer comes too late', '302'],
  ['the answer is no JSON', '303'],
  ['the answer is about another id', '304'],
  ['it is asked too often', '429'],
] as const
test.each(badManners)('when %s, nothing is kept and VAT is charged', async (_, end) => {
  const vatId = ownId(end)
  const before = Date.now()
  expect(await checkVatId(shop.ctx, vatId)).toBe('away')
  expect(Date.now() - before).toBeLessThan(4_000)
  expect(await kept(vatId)).toBeNull()
  expect(await standing(vatId)).toMatchObject({ state: 'not_checked', reverseCharge: false })
})

test.each([
  { kind: 'down' },
  { kind: 'error_500' },
  { kind: 'rate_limit' },
  { kind: 'timeout_before' },
  { kind: 'timeout_after' },
  { kind: 'latency', ms: 10_000, count: 1 },
])('a fault on the way is no answer: $kind', async fault => {
  const vatId = ownId()
  await askSandbox(shop).fault({ service: 'vat', ...fault })
  expect(await checkVatId(shop.ctx, vatId)).toBe('away')
  expect(await kept(vatId)).toBeNull()
  forgetPauses()
  expect(await checkVatId(shop.ctx, vatId)).toBe('kept')
})

test.each([
  ['valid as a word', { valid: 'yes' }],
  ['nothing', null],
  ['no id', { valid: true }],
  ['a list', [{ valid: true }]],
  ['a consultation number of a book', { valid: true, consultationNumber: 'x'.repeat(5_000) }],
])('an answer that makes no sense is none: %s', async (_, body) => {
  const vatId = ownId()
  const answer = body && !Array.isArray(body) && 'consultationNumber' in body ? { vatId, ...body } : body
  const fetching = vi.spyOn(globalThis, 'fetch').mockResolvedValueOnce(Response.json(answer))
  expect(await checkVatId(shop.ctx, vatId)).toBe('away')
  fetching.mockRestore()
  expect(await kept(vatId)).toBeNull()
})

test('a visitor who asks about many ids is told so, others are not, and a kept answer counts nothing', async () => {
  const asker = { ...shop.ctx, address: '198.18.3.1', visitor: null }
  const known = ownId()
  expect(await checkVatId(asker, known)).toBe('kept')
  asking.mockResolvedValue({ kind: 'unknown' })
  for (let time = 1; time < businessLimits.askVatRegistry.most; time++)
    expect(await checkVatId(asker, ownId())).toBe('kept')
  expect(await checkVatId(asker, ownId())).toBe('too_often')
  expect(await checkVatId(asker, known)).toBe('kept')
  expect(await checkVatId({ ...asker, address: '198.18.3.2' }, ownId())).toBe('kept')
  asking.mockReset()
})

test('an answer that is kept is never changed', async () => {
  const vatId = ownId()
  await checkVatId(shop.ctx, vatId)
  await expect(
    shop.db.$client`update vat_answers set answer = 'unknown' where vat_id = ${vatId}`,
  ).rejects.toThrow()
})
