import { afterEach, expect, test, vi } from 'vitest'
import { withLimit } from './answer-limit.ts'

afterEach(() => vi.restoreAllMocks())

function outOfTime() {
  const clock = new AbortController()
  const asked = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(clock.signal)
  return { end: () => clock.abort(), asked }
}

test('a wait ends after a minute, with or without somebody who may call it off', () => {
  for (const given of [null, undefined, new AbortController().signal]) {
    const { end, asked } = outOfTime()
    const signal = withLimit(given)
    expect([asked.mock.lastCall, signal?.aborted]).toEqual([[60_000], false])
    end()
    expect(signal?.aborted).toBe(true)
    vi.restoreAllMocks()
  }
})

test('a wait that is called off ends at once', () => {
  outOfTime()
  const own = new AbortController()
  const signal = withLimit(own.signal)
  own.abort()
  expect(signal?.aborted).toBe(true)
})

test('a browser that cannot join two signals keeps the one that it was given', () => {
  const { any } = AbortSignal
  Reflect.deleteProperty(AbortSignal, 'any')
  try {
    const { signal } = new AbortController()
    expect(withLimit(signal)).toBe(signal)
    expect(withLimit(undefined)).toBeUndefined()
  } finally {
    AbortSignal.any = any
  }
})
