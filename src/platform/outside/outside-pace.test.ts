import { expect, test } from 'vitest'
import { TooBusy } from '../http/too-busy.ts'
import { outsidePace } from './outside-pace.ts'

const answer = (status: number | null, retryAfter: string | null = null) => ({ status, retryAfter })

test.each([
  ['429 with a time', answer(429, '2'), 2_000],
  ['429 without one', answer(429), 5_000],
  ['503 with a time', answer(503, '2'), 2_000],
  ['a time without a status', answer(null, '2'), 2_000],
])('%s stops every call to the service for so long', async (_, said, waitMs) => {
  const pace = outsidePace('The service', () => 0)
  await pace.turn()
  expect(() => pace.hear(said)).toThrow(TooBusy)
  await expect(pace.turn()).rejects.toMatchObject({ waitMs: expect.closeTo(waitMs, -2) })
})

test.each([answer(200), answer(500, '2'), answer(503), answer(404, '2')])(
  '%o is no request to wait',
  async said => {
    const pace = outsidePace('The service', () => 0)
    pace.hear(said)
    await pace.turn()
  },
)

test('calls come at a pace of their own, and one that would wait too long is told so at once', async () => {
  const pace = outsidePace('The service', () => 2)
  const startedAt = Date.now()
  await Promise.all([1, 2, 3, 4].map(() => pace.turn()))
  expect(Date.now() - startedAt).toBeGreaterThan(950)
  const many = await Promise.allSettled(Array.from({ length: 40 }, () => pace.turn()))
  expect(many.some(({ status }) => status === 'rejected')).toBe(true)
  expect(Date.now() - startedAt).toBeLessThan(9_000)
})
