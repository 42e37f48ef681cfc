import { afterAll, beforeAll, expect, test } from 'vitest'
import { cases } from '#sandbox/check/cases.ts'
import { type Checked, checkSandbox } from '#sandbox/check/check-sandbox.ts'
import { extractedShapes } from '#sandbox/check/published-shapes.ts'
import { departures } from '#sandbox/check/stripe-shape.ts'
import type { Sandbox } from '#sandbox/sandbox.ts'
import { startWorld, type World } from '#sandbox/testing/world.ts'
import { bankRoutes } from './routes.ts'

let world: World
let checked: Checked[]
beforeAll(async () => {
  world = await startWorld()
  checked = await checkSandbox(world, extractedShapes)
})
afterAll(() => world.close())

test('the checker finds members that are missing, null or of another type', () => {
  expect(departures({ id: 1, amount: null }, { $ref: 'refund' }, 'refund', extractedShapes)).toEqual([
    'refund.created: missing',
    'refund.currency: missing',
    'refund.object: missing',
    'refund.id: integer instead of string',
    'refund.amount: must not be null',
  ])
})

test.each(cases)('$endpoint, $outcome: answered $status in Stripe’s shape', ({ endpoint, outcome }) => {
  const one = checked.find(result => result.endpoint === endpoint && result.outcome === outcome)
  expect(one?.differences).toEqual([])
})

test('every address of the bank has a case', () => {
  const addresses = bankRoutes({} as Sandbox)
    .routes.filter(({ method }) => method !== 'ALL')
    .map(({ method, path }) => `${method} /v1${path.replace(/:\w+/g, ':id')}`)
  const tried = new Set(cases.map(({ endpoint }) => endpoint.replace(/\{\w+\}/g, ':id')))
  expect(addresses.length).toBeGreaterThan(10)
  expect(addresses.filter(address => !tried.has(address))).toEqual([])
})
