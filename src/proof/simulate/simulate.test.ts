import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openDatabase } from '#platform/db/client.ts'
import { hunt } from './hunt.ts'
import { mutants } from './mutants.ts'
import { castOf, runSeed } from './run-seed.ts'
import { simulate } from './simulate.ts'
import { openStage } from './stage.ts'

const name = `simulate_${process.pid}`
let stage: Awaited<ReturnType<typeof openStage>>
beforeAll(async () => {
  const url = inject('postgresUrl')
  const admin = openDatabase(url, { connections: 1, name: 'orderly-test' })
  await admin.$client.unsafe(`create database ${name} template orderly_template strategy file_copy`)
  await admin.$client.end()
  stage = await openStage(url.replace(/postgres$/, name))
})
afterAll(() => stage.close())

// A run cannot be stopped half way, so a second try would share the database with what is left of the first.
const once = { timeout: 900_000, retry: 0 }

test('a few storms leave every invariant whole', once, async () => {
  const tally = await simulate(stage, [1, 2, 3, 4])
  expect(tally.failed?.failures ?? []).toEqual([])
  expect(tally.steps).toBeGreaterThan(500)
})

test('the same seed is the same run', once, async () => {
  const first = await runSeed(stage, 2, castOf(2))
  const again = await runSeed(stage, 2, castOf(2))
  // Ids that are made of other ids are the same, too.
  expect(first.seen.get('order.parcels_planned')).toBeGreaterThan(0)
  expect(again.history).toEqual(first.history)
})

test('a planted bug is found', once, async () => {
  const bug = mutants.find(mutant => mutant.name === 'a decline keeps the stock')
  expect(bug && (await hunt(bug, '40'))?.says).toContain('invariant 4')
})
