import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { keepRunning } from './keep-running.ts'
import type { Part } from './part.ts'

/** A process that lives until it is killed or stopped. */
function fakePart(name: string) {
  let end = (_how: string) => {}
  const gone = new Promise<string>(done => {
    end = done
  })
  const part: Part & { stopped: boolean } = {
    name,
    pid: 0,
    ready: Promise.resolve(),
    gone,
    stopped: false,
    async stop() {
      part.stopped = true
      end('SIGTERM')
    },
  }
  return { part, die: () => end('SIGKILL') }
}

function open() {
  const started: ReturnType<typeof fakePart>[] = []
  const heard = { died: 0, gaveUp: [] as string[] }
  const start = () => {
    const one = fakePart('web-1')
    started.push(one)
    return one.part
  }
  const told = {
    started: () => {},
    died: () => {
      heard.died++
    },
    gaveUp: (sentence: string) => heard.gaveUp.push(sentence),
  }
  return { kept: keepRunning(start, told, 1), started, heard, start }
}
beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())
/** Longer than any part waits before it is started again. */
const aWhile = () => vi.advanceTimersByTimeAsync(100)

test('a part that dies is started again', async () => {
  const { started, heard } = open()
  started[0]?.die()
  await aWhile()
  expect(started).toHaveLength(2)
  expect(heard).toEqual({ died: 1, gaveUp: [] })
})

test('a part that dies again and again is given up, with a sentence', async () => {
  const { started, heard } = open()
  for (let death = 0; !heard.gaveUp.length; death++) {
    started[death]?.die()
    await aWhile()
  }
  expect(started).toHaveLength(7)
  expect(heard.gaveUp).toEqual(['The web-1 process ended 7 times in a row (SIGKILL).'])
})

test('a part that is stopped stays so', async () => {
  const { kept, started, heard } = open()
  await kept.stop()
  await aWhile()
  expect([started.length, heard.died]).toEqual([1, 0])
})

test('the old one leaves only when the new one is ready, and is not missed', async () => {
  const { kept, started, heard, start } = open()
  await kept.replace(start, async () => expect(started[0]?.part.stopped).toBe(false))
  await aWhile()
  expect(started.map(({ part }) => part.stopped)).toEqual([true, false])
  expect(heard.died).toBe(0)
})

test('a new one that is not ready is stopped, and the old one stays and is still looked after', async () => {
  const { kept, started, start } = open()
  const replaced = kept.replace(start, async () => {
    throw new Error('not ready')
  })
  await expect(replaced).rejects.toThrow('not ready')
  expect(started.map(({ part }) => part.stopped)).toEqual([false, true])
  started[0]?.die()
  await aWhile()
  expect(started).toHaveLength(3)
})

test('a part that died while it was being replaced leaves no process behind', async () => {
  const { kept, started, start } = open()
  await kept.replace(start, async () => {
    started[0]?.die()
    await aWhile()
    expect(started).toHaveLength(3)
  })
  expect(started.map(({ part }) => part.stopped)).toEqual([false, true, true].map((_, at) => at === 2))
})
