import { expect, test } from 'vitest'
import { judge } from './judge.ts'

const content = async () => null
const quick = { seconds: 0.2, betweenMs: 10 }

test('a version against which nobody speaks may stay, and is watched for as long as was asked', async () => {
  const begunMs = performance.now()
  expect(await judge([content, content], quick)).toBeNull()
  expect(performance.now() - begunMs).toBeGreaterThanOrEqual(190)
})

test('the first witness who speaks against it is heard at once', async () => {
  const begunMs = performance.now()
  let looks = 0
  const third = async () => (++looks === 3 ? 'The web-1 is not ready.' : null)
  expect(await judge([content, third], { seconds: 60, betweenMs: 10 })).toBe('The web-1 is not ready.')
  expect(performance.now() - begunMs).toBeLessThan(5_000)
})

test('a slow witness is heard although the time was over when it had looked', async () => {
  const slow = () =>
    new Promise<string>(done => setTimeout(done, 400, 'In the books invariant 4 does not hold.'))
  expect(await judge([content, slow], quick)).toBe('In the books invariant 4 does not hold.')
})

test('a witness who cannot look vouches for nothing', async () => {
  const blind = () => Promise.reject(new Error('spawn ENOMEM\nat …'))
  expect(await judge([content, blind], quick)).toBe('The judge could not look: spawn ENOMEM')
})
