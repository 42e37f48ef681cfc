import fc from 'fast-check'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { appRouter } from '#run/web/trpc-root.ts'
import type { Wanted } from './access-row.ts'
import { procedures, restRoutes, signInRoutes } from './access-table.ts'
import { type Doors, openDoors, type Person } from './doors.ts'

const { lines } = vi.hoisted(() => ({ lines: [] as string[] }))
vi.mock('#platform/lib/log.ts', async original => {
  const { createLog } = await original<typeof import('#platform/lib/log.ts')>()
  return {
    createLog,
    log: createLog({ level: 'trace', to: { write: (line: string) => void lines.push(line) } }),
  }
})

let doors: Doors
let staff: Person
beforeAll(async () => {
  doors = await openDoors()
  staff = await doors.person({ name: 'Stella Staff', staff: true })
})
afterAll(() => doors.close())

const wanted: Wanted = {
  id: '019a9d3c-5f4e-7c1a-9a52-3f0f6f0d7b11',
  number: 'O-2K7F-9QXM',
  email: 'ana@example.com',
  sku: 'CUP',
  token: 'a-token',
}
const cards = fc.constantFrom(
  '4242424242424242',
  '4000 0027 6000 3184',
  '5555-5555-5555-4444',
  '378282246310005',
  '6011 1111 1111 1117',
  '3056 9300 0902 0004',
  '6200000000000005 1234 123',
)

/** Every way to put the number into one of the texts of an input: `[where, the input with it]`. */
function withCard(input: unknown, number: string, path: string[] = []): [string, unknown][] {
  if (typeof input === 'string') return [[path.join('.'), number]]
  if (input === null || typeof input !== 'object' || input instanceof Date) return []
  return Object.entries(input).flatMap(([key, inside]) =>
    withCard(inside, number, [...path, key]).map(([where, changed]): [string, unknown] => [
      where,
      Array.isArray(input)
        ? input.map((item, index) => (String(index) === key ? changed : item))
        : { ...input, [key]: changed },
    ]),
  )
}

const kinds = appRouter._def.procedures as unknown as Record<string, { _def: { type: string } }>
const asked = Object.entries(procedures).flatMap(([name, row]) =>
  row.ask ? [[name, row.ask(wanted)] as const] : [],
)

test.each(asked)('no text that %s takes may be a card number', async (name, input) => {
  const [number] = fc.sample(cards, 1)
  const knock = kinds[name]?._def.type === 'mutation' ? doors.mutate : doors.call
  for (const [where, changed] of withCard(input, number ?? '')) {
    const answer = await knock(name, changed, staff)
    expect([where, answer.status]).toEqual([where, 400])
    const { error } = (await answer.json()) as { error: { json: { data: { fields: { path: string }[] } } } }
    expect(error.json.data.fields.map(field => field.path)).toContain(where)
  }
})

const sent = [...Object.entries(restRoutes), ...Object.entries(signInRoutes)].flatMap(([route, row]) => {
  const [method = '', path = ''] = route.split(' ')
  const address = path.startsWith('/api') ? path : `/api/auth${path}`
  return method === 'POST' && row.ask ? [[address, row.ask(wanted)] as const] : []
})

test.each(sent)('no text that is sent to %s may be a card number', async (address, input) => {
  const [number] = fc.sample(cards, 1)
  const headers = { 'idempotency-key': wanted.id }
  for (const [where, body] of withCard(input, number ?? '')) {
    const answer = await doors.send('POST', address, { body, headers })
    expect([where, answer.status]).toEqual([where, 422])
    const { code, errors } = (await answer.json()) as { code: string; errors: { path: string }[] }
    expect([code, errors.map(error => error.path)]).toEqual(['validation_failed', [where]])
  }
})

test.each(['/api/v1/products?query=4242+4242+4242+4242', '/api/v1/products/4242%204242%204242%204242'])(
  'nor may an address hold one: %s',
  async address => {
    expect((await doors.send('GET', address)).status).toBe(422)
  },
)

test('and of all that was sent, no number stands in a line of the log', async () => {
  expect(lines.length).toBeGreaterThan(0)
  const digits = lines.join('').replace(/[ -]/g, '')
  expect(digits).not.toMatch(
    /4242424242424242|4000002760003184|5555555555554444|378282246310005|6011111111111117/,
  )
  expect(digits).not.toMatch(/30569300090200|6200000000000005/)
})
