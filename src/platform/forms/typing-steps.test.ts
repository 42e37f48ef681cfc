import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Step, typingSteps } from './typing-steps.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const PAUSE_MS = 250

/** A field bound to the address of a tab with a history. */
function tab() {
  const history = ['']
  const follow = (text: string, step: Step) => {
    if (step === 'push') history.push(text)
    else history[history.length - 1] = text
    steps.hear(text)
  }
  const steps = typingSteps({ follow, pauseMs: PAUSE_MS })
  const goBack = () => {
    if (history.length > 1) history.pop()
    steps.hear(history.at(-1) ?? '')
  }
  return { steps, history, goBack }
}

test('a date that is typed with pauses is one step of history', () => {
  const { steps, history } = tab()
  for (const text of ['0002-11-27', '0020-11-27', '0202-11-27', '2026-11-27']) {
    steps.type(text)
    vi.advanceTimersByTime(1_000)
  }
  steps.leave()
  expect(history).toEqual(['', '2026-11-27'])
})

test('text typed without a pause is followed once, and at once when the field loses focus', () => {
  const { steps, history } = tab()
  steps.type('r')
  steps.type('ru')
  vi.advanceTimersByTime(PAUSE_MS - 1)
  expect(history).toEqual([''])
  steps.type('rug')
  steps.leave()
  expect(history).toEqual(['', 'rug'])
})

test('entering the field again, and typing after Back, make steps of their own', () => {
  const { steps, history, goBack } = tab()
  steps.now('rug')
  steps.leave()
  steps.now('vase')
  expect(history).toEqual(['', 'rug', 'vase'])
  goBack()
  steps.now('bowl')
  expect(history).toEqual(['', 'rug', 'bowl'])
})

test('text that is taken back before the pause is over is never followed', () => {
  const { steps, history } = tab()
  steps.type('rug')
  steps.forget()
  vi.advanceTimersByTime(1_000)
  steps.leave()
  expect(history).toEqual([''])
})

test('however somebody types, waits and leaves: one step for each visit to the field, with the last text', () => {
  const act = fc.oneof(
    fc.record({ type: fc.string({ minLength: 1, maxLength: 5 }) }),
    fc.record({ waitMs: fc.integer({ min: 1, max: 600 }) }),
  )
  fc.assert(
    fc.property(fc.array(fc.array(act, { minLength: 1, maxLength: 12 }), { maxLength: 5 }), visits => {
      const { steps, history } = tab()
      for (const acts of visits) {
        const before = history.length
        for (const one of acts) {
          if ('type' in one) steps.type(one.type)
          else vi.advanceTimersByTime(one.waitMs)
        }
        steps.leave()
        const typed = acts.flatMap(one => ('type' in one ? [one.type] : []))
        expect(history.length).toBe(before + (typed.length ? 1 : 0))
        if (typed.length) expect(history.at(-1)).toBe(typed.at(-1))
      }
    }),
  )
})
