import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { appRouter } from '#run/web/trpc-root.ts'
import { type Doors, openDoors } from './doors.ts'

let doors: Doors
beforeAll(async () => {
  doors = await openDoors()
})
afterAll(() => doors.close())

const procedures = Object.entries(
  appRouter._def.procedures as unknown as Record<string, { _def: { type: string } }>,
)
const MANY = 4_000_000
const hostile: [string, { json: unknown; meta: unknown }][] = [
  ['bytes by their number', { json: MANY, meta: { values: [['typed-array', 'Uint8Array']], v: 1 } }],
  [
    'bytes in a field',
    { json: { sku: MANY }, meta: { values: { sku: [['typed-array', 'Float64Array']] }, v: 1 } },
  ],
  ['a place far behind the last', { json: [], meta: { values: { 4294967294: ['undefined'] }, v: 1 } }],
  [
    'one thing in two places',
    { json: { a: [], b: [] }, meta: { referentialEqualities: { a: ['b'] }, v: 1 } },
  ],
  ['a map', { json: [], meta: { values: ['map'], v: 1 } }],
]

/** The answer says so in our own words, and says it soon. */
async function expectRefused(answer: Response) {
  const words = await answer.text()
  expect(answer.status, words).toBe(400)
  expect(words).toMatch(/The notes beside the input/)
  expect(words).not.toMatch(/superjson|RangeError|Trying to/)
}

describe('No procedure makes more of an input than was sent:', () => {
  test.each(procedures)('%s', async (name, { _def }) => {
    for (const [, sent] of hostile) {
      const query = `?input=${encodeURIComponent(JSON.stringify(sent))}`
      const ask = (more: string) => doors.send('GET', `/api/trpc/${name}${more}`)
      const change = () => doors.send('POST', `/api/trpc/${name}`, { body: sent })
      await expectRefused(await (_def.type === 'query' ? ask(query) : change()))
    }
  })
})

test('One such input among several calls is refused, and so are the calls beside it', async () => {
  for (const [, sent] of hostile) {
    const inputs = encodeURIComponent(JSON.stringify({ 0: { json: null }, 1: sent }))
    await expectRefused(
      await doors.send('GET', `/api/trpc/customers.me,catalog.categories?batch=1&input=${inputs}`),
    )
  }
})
