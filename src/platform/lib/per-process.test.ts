import { expect, test, vi } from 'vitest'

test('a value is made once, even when its module is loaded again', async () => {
  const make = vi.fn(() => ({ name: 'pool' }))
  const first = (await import('./per-process.ts')).perProcess('test-pool', make)()
  vi.resetModules()
  const again = (await import('./per-process.ts')).perProcess('test-pool', make)()
  expect(again).toBe(first)
  expect(make).toHaveBeenCalledOnce()
})

test('what could not be made is tried again', async () => {
  const { perProcess } = await import('./per-process.ts')
  const make = vi.fn(() => 'made')
  make.mockImplementationOnce(() => {
    throw new Error('not yet')
  })
  const value = perProcess('test-late', make)
  expect(value).toThrow('not yet')
  expect(value()).toBe('made')
})
