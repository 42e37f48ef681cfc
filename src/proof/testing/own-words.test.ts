import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createRestApp } from '#run/web/rest-app.ts'
import { appRouter } from '#run/web/trpc-root.ts'
import { fitting, type Known, placesOf, replaced } from './hostile.ts'

const known: Known = { uuids: [crypto.randomUUID()], words: ['MUG'] }

type Procedure = { _def: { inputs: z.ZodType[] } }
const inputs = Object.entries(appRouter._def.procedures as unknown as Record<string, Procedure>).flatMap(
  ([name, { _def }]): [string, z.ZodType][] => _def.inputs.map(schema => [name, schema]),
)

type Route = { method: string; path: string; request?: Record<string, unknown> }
const routes = createRestApp(() => Promise.reject(new Error('nobody asks')))
  .openAPIRegistry.definitions.flatMap(definition =>
    definition.type === 'route' ? [definition.route as Route] : [],
  )
  .flatMap(({ method, path, request = {} }) =>
    Object.values(request)
      .map(part => bodyOf(part) ?? part)
      .filter(part => part instanceof z.ZodType)
      .map((schema): [string, z.ZodType] => [`${method.toUpperCase()} ${path}`, schema]),
  )

function bodyOf(part: unknown): unknown {
  const { content } = part as { content?: Record<string, { schema: unknown }> }
  return content?.['application/json']?.schema
}

/** `received` alone is a word of the trade: a state of returns. */
const library =
  /invalid|expected|received (undefined|null|string|number|boolean|array|object|date)|too (small|big)|unrecognized|\bNaN\b|must be|zod/i
const wrong = [
  undefined,
  null,
  '',
  'x',
  'x'.repeat(100_000),
  -1,
  0.5,
  1e308,
  true,
  [],
  {},
  [null],
  new Date(Number.NaN),
]

describe('Every fault is told in our words, never the library’s:', () => {
  test.each([...inputs, ...routes])('%s', (_, schema) => {
    const samples = fc.sample(fitting(schema, known), { seed: 7, numRuns: 3 })
    for (const value of [...wrong, ...samples])
      for (const path of placesOf(value))
        for (const bad of wrong) {
          const { error } = schema.safeParse(replaced(value, path, bad))
          for (const { message } of error?.issues ?? []) {
            expect([path.join('.'), bad, message]).not.toEqual([
              path.join('.'),
              bad,
              expect.stringMatching(library),
            ])
            expect(message).toMatch(/^[A-Z“]/)
          }
        }
  })
})

test('there is something to look at', () => {
  expect(inputs.length).toBeGreaterThan(20)
  expect(routes.map(([name]) => name)).toContain('POST /api/v1/orders')
})
