import { expectedDay } from '#slices/catalog/later.ts'
import type { OrderStatus } from '../order-answers.ts'

type Line = Pick<OrderStatus['lines'][number], 'quantity' | 'cancelled' | 'waiting'>

/** `2 wait for stock, expected Fri 11 Dec`. Undefined: nothing of the line waits. */
export function lineWaits({ waiting }: Pick<Line, 'waiting'>): string | undefined {
  if (!waiting) return undefined
  const { units, expectedOn } = waiting
  return `${units} ${units === 1 ? 'waits' : 'wait'} for stock, expected ${expectedDay(expectedOn)}`
}

/** What of an order waits for stock, and until when all of it is expected. Null: nothing does. */
export function whatWaits({ lines }: { lines: readonly Line[] }) {
  const waiting = lines.flatMap(line => line.waiting ?? [])
  const day = waiting
    .map(({ expectedOn }) => expectedOn)
    .sort()
    .at(-1)
  if (!day) return null
  const units = waiting.reduce((sum, line) => sum + line.units, 0)
  const all = lines.reduce((sum, { quantity, cancelled }) => sum + quantity - cancelled, 0)
  const items = units === 1 ? '1 item waits' : `${units} items wait`
  return {
    isAll: units === all,
    leaves: `Leaves from ${expectedDay(day)}`,
    sentence:
      units === all
        ? `It waits for stock, expected ${expectedDay(day)}, and we write to you when it has come.`
        : `${items} for stock, expected ${expectedDay(day)}, and we write to you when ${units === 1 ? 'it has' : 'they have'} come.`,
  }
}
