import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import type { ScanOutcome } from '#slices/floor/floor-states.ts'
import type { Scan } from '#slices/floor/scans/scan-input.ts'
import type { AnsweredScan } from '#slices/floor/scans/take-scans.ts'
import { memoryStore, type Store } from './kept-scans.ts'
import { type Failure, makeOutbox, OUTBOX_MAX, SENT_AT_ONCE } from './outbox.ts'

const ADA = 'ada'
const task = uuidv7()
const made = (code = 'MUG-1'): Scan => ({
  id: uuidv7(),
  kind: 'pick',
  task,
  code,
  quantity: 1,
  at: '2026-11-29T10:15:04.000Z',
})

/** A shop at the other end of a line that can be cut. It answers a repeated scan as before. */
function shop() {
  const counted = new Map<string, AnsweredScan>()
  const calls: string[][] = []
  return {
    calls,
    counted,
    failure: null as Failure | null,
    /** The answer gets lost: the shop has counted, and the device does not know. */
    losesAnswers: false,
    outcomeOf: (_scan: Scan): ScanOutcome => 'picked',
    async send(scans: Scan[]): Promise<AnsweredScan[]> {
      if (this.failure) throw new Error(this.failure)
      calls.push(scans.map(({ id }) => id))
      const answers = scans.map(scan => {
        const answer = counted.get(scan.id) ?? {
          id: scan.id,
          outcome: this.outcomeOf(scan),
          message: `The shop says it of ${scan.code}`,
          left: 0,
        }
        counted.set(scan.id, answer)
        return answer
      })
      if (this.losesAnswers) throw new Error('none')
      return answers
    },
  }
}

function device(at: ReturnType<typeof shop>, store: Store = memoryStore(), person = ADA) {
  const pauses: { work: () => void; ms: number }[] = []
  const outbox = makeOutbox({
    store,
    person,
    send: scans => at.send(scans),
    failureOf: error => (error as Error).message as Failure,
    later(work, ms) {
      const pause = { work, ms }
      pauses.push(pause)
      return () => void pauses.splice(pauses.indexOf(pause), 1)
    },
  })
  return { outbox, pauses, store }
}

const ids = (scans: readonly Scan[]) => scans.map(({ id }) => id)

test('a scan is answered and leaves the device', async () => {
  const at = shop()
  const { outbox } = device(at)
  const scan = made()
  expect(outbox.put(scan)).toBe(true)
  await outbox.flush()
  await expect.poll(() => outbox.state().waiting).toEqual([])
  expect([...at.counted.keys()]).toEqual([scan.id])
  expect(outbox.state().settled.map(one => one.scan.id)).toEqual([scan.id])
})

test('without a line every scan waits, and all go in their order when it is back', async () => {
  const at = shop()
  at.failure = 'none'
  const { outbox, pauses } = device(at)
  const scans = Array.from({ length: 2 * SENT_AT_ONCE + 5 }, () => made())
  for (const scan of scans) outbox.put(scan)
  await expect.poll(() => pauses.length).toBe(1)
  expect(ids(outbox.state().waiting)).toEqual(ids(scans))
  expect(outbox.state().line).toBe('none')
  at.failure = null
  await outbox.flush()
  expect(at.calls.map(({ length }) => length)).toEqual([SENT_AT_ONCE, SENT_AT_ONCE, 5])
  expect(at.calls.flat()).toEqual(ids(scans))
  expect(outbox.state()).toMatchObject({ waiting: [], line: 'open' })
  expect(pauses).toEqual([])
})

test('a scan whose answer got lost is sent again under its id', async () => {
  const at = shop()
  at.losesAnswers = true
  const { outbox } = device(at)
  const scan = made()
  outbox.put(scan)
  await expect.poll(() => outbox.state().line).toBe('none')
  expect(ids(outbox.state().waiting)).toEqual([scan.id])
  at.losesAnswers = false
  await outbox.flush()
  expect(at.calls).toEqual([[scan.id], [scan.id]])
  expect(at.counted.size).toBe(1)
  expect(outbox.state().settled).toHaveLength(1)
})

test('the pauses between tries grow up to half a minute', async () => {
  const at = shop()
  at.failure = 'none'
  const { outbox, pauses } = device(at)
  outbox.put(made())
  const waited: number[] = []
  for (let tries = 0; tries < 7; tries++) {
    await expect.poll(() => pauses.length).toBe(1)
    const [pause] = pauses.splice(0)
    waited.push(pause?.ms ?? 0)
    pause?.work()
  }
  expect(waited).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000])
})

test('what waits outlives a reload, and another person does not send it', async () => {
  const at = shop()
  at.failure = 'none'
  const { outbox, store } = device(at)
  const scan = made()
  outbox.put(scan)
  outbox.stop()
  at.failure = null
  const ben = device(at, store, 'ben').outbox
  await ben.flush()
  expect(ben.state()).toMatchObject({ waiting: [], others: 1 })
  expect(at.counted.size).toBe(0)
  const again = device(at, store).outbox
  expect(ids(again.state().waiting)).toEqual([scan.id])
  await again.flush()
  expect([...at.counted.keys()]).toEqual([scan.id])
})

test('a sign-in that ended keeps the scans', async () => {
  const at = shop()
  at.failure = 'signed_out'
  const { outbox } = device(at)
  outbox.put(made())
  await expect.poll(() => outbox.state().line).toBe('signed_out')
  expect(outbox.state().waiting).toHaveLength(1)
  at.failure = null
  await outbox.flush()
  expect(outbox.state()).toMatchObject({ waiting: [], line: 'open' })
})

test('a device holds so many scans and no more', async () => {
  const at = shop()
  at.failure = 'none'
  const { outbox } = device(at)
  for (let put = 0; put < OUTBOX_MAX; put++) expect(outbox.put(made())).toBe(true)
  expect(outbox.put(made())).toBe(false)
  expect(outbox.state().waiting).toHaveLength(OUTBOX_MAX)
})

test('a device that can keep nothing more says so', () => {
  const store = memoryStore()
  const full = {
    ...store,
    setItem() {
      throw new Error('full')
    },
  }
  const { outbox } = device(shop(), full)
  expect(outbox.put(made())).toBe(false)
  expect(outbox.state().waiting).toEqual([])
})

test('a scan that changed nothing is shown until the person has understood it', async () => {
  const at = shop()
  at.outcomeOf = () => 'held_by_other'
  const { outbox } = device(at)
  const scan = made()
  outbox.put(scan)
  await expect
    .poll(() => outbox.state().troubles)
    .toEqual([{ id: scan.id, words: 'The shop says it of MUG-1' }])
  expect(outbox.state()).toMatchObject({ waiting: [], settled: [] })
  outbox.put(made('MUG-2'))
  await expect.poll(() => outbox.state().troubles).toHaveLength(2)
  outbox.understood()
  expect(outbox.state().troubles).toEqual([])
})

test('a scan that the device knows to be wrong is told once, and the next right one clears it', async () => {
  const at = shop()
  at.outcomeOf = ({ code }) => (code === 'MUG-1' ? 'picked' : 'wrong_item')
  const { outbox } = device(at)
  const wrong = made('JUG-1')
  outbox.put(wrong, 'This is another item')
  expect(outbox.state().troubles).toEqual([{ id: wrong.id, words: 'This is another item' }])
  await expect
    .poll(() => outbox.state().troubles)
    .toEqual([{ id: wrong.id, words: 'The shop says it of JUG-1' }])
  outbox.put(made())
  expect(outbox.state().troubles).toEqual([])
  const early = made('JUG-1')
  outbox.put(early, 'This is another item')
  outbox.put(made())
  await expect.poll(() => outbox.state().waiting).toEqual([])
  expect(outbox.state().troubles).toEqual([])
})

test('a scan that the shop cannot read does not hold up the others', async () => {
  const at = shop()
  const send = at.send.bind(at)
  at.send = async scans => {
    if (scans.some(({ code }) => code === 'BAD')) throw new Error('unreadable')
    return send(scans)
  }
  at.failure = 'none'
  const { outbox } = device(at)
  const scans = [made(), made('BAD'), made()]
  for (const scan of scans) outbox.put(scan)
  at.failure = null
  await expect.poll(() => outbox.state().line).toBe('none')
  await outbox.flush()
  expect(outbox.state().waiting).toEqual([])
  expect([...at.counted.keys()]).toEqual([scans[0]?.id, scans[2]?.id])
  expect(outbox.state().troubles).toHaveLength(1)
})

test('two tabs of one device send everything and count nothing twice', async () => {
  const at = shop()
  at.failure = 'none'
  const store = memoryStore()
  const [one, two] = [device(at, store).outbox, device(at, store).outbox]
  const scans = [made(), made(), made()]
  scans.forEach((scan, place) => {
    const tab = place % 2 ? two : one
    tab.put(scan)
  })
  await expect.poll(() => [one.state().line, two.state().line]).toEqual(['none', 'none'])
  at.failure = null
  await Promise.all([one.flush(), two.flush()])
  one.readAgain()
  two.readAgain()
  expect([...at.counted.keys()]).toEqual(ids(scans))
  expect([one.state().waiting, two.state().waiting]).toEqual([[], []])
})
