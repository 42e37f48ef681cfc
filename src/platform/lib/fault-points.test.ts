import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { parseEnv } from './env.ts'
import { fault, strikesFrom, strikeWith } from './fault-points.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'orderly-faults-'))
})
afterEach(() => {
  strikeWith(undefined)
  rmSync(folder, { recursive: true, force: true })
})

test('without a striker, the code passes a point', () => {
  expect(fault('place.in')).toBeUndefined()
})

test('an armed point strikes once, and the others not at all', () => {
  strikeWith(strikesFrom(folder))
  writeFileSync(join(folder, 'place.in'), 'throw')
  expect(fault('confirm.in')).toBeUndefined()
  expect(() => fault('place.in')).toThrow('struck at place.in')
  expect(fault('place.in')).toBeUndefined()
})

test('a hanging process stays until it is let go', async () => {
  strikeWith(strikesFrom(folder))
  writeFileSync(join(folder, 'place.in'), 'hang')
  let passed = false
  const hanging = Promise.resolve(fault('place.in')).then(() => {
    passed = true
  })
  await new Promise(done => setImmediate(done))
  expect(passed).toBe(false)
  rmSync(join(folder, 'place.in.struck'))
  await hanging
  expect(passed).toBe(true)
})

test('a shop that takes real money cannot be struck', () => {
  const live = {
    STRIPE_SECRET_KEY: 'sk_live_x',
    STRIPE_PUBLISHABLE_KEY: 'pk',
    STRIPE_WEBHOOK_SECRET: 'wh',
    WAREHOUSE_WEBHOOK_SECRET: 'whsec_b25seS1mb3ItdGVzdHM=',
  }
  expect(() => parseEnv({ ...live, FAULTS_DIR: folder })).toThrow('FAULTS_DIR')
  expect(() => parseEnv(live)).not.toThrow()
})
