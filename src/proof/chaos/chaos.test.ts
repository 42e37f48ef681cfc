import { expect, test } from 'vitest'
import { declaredPoints } from '#run/fault-points.ts'
import { atTheBank, type Case, cases, notInMatrix } from './matrix-cases.ts'
import { problemsOf, runMatrix } from './run-matrix.ts'

test('the matrix strikes at every point that real processes can be brought to, and at no other', () => {
  const struck = new Set(cases.map(({ point }) => point))
  const declared = declaredPoints.map(({ point }) => point)
  expect(declared.filter(point => !struck.has(point)).sort()).toEqual([...notInMatrix].sort())
  expect([...struck].filter(point => !declared.includes(point))).toEqual(atTheBank)
})

/** One of each kind; `npm run chaos:matrix` runs them all. */
const few: readonly [Case['point'], Case['fault']][] = [
  ['place.in', 'backends'],
  ['place.reserved', 'kill'],
  ['charged, answer lost', 'gone'],
  ['charge.answered', 'twice'],
  ['confirm.in', 'kill'],
  ['confirm.in', 'postgres'],
  ['confirm.committed', 'webhook'],
  ['mail.sent', 'kill'],
  ['refund.answered', 'kill'],
]

test('a shop of real processes survives being struck, and its three books agree', {
  timeout: 300_000,
}, async () => {
  const chosen = cases.filter(({ point, fault }) => few.some(([at, by]) => at === point && by === fault))
  expect(chosen).toHaveLength(few.length)
  const { judged, broken } = await runMatrix(chosen, { web: 'rest' })
  const problems = judged.flatMap(one =>
    problemsOf(one).map(problem => `${one.point} × ${one.fault}: ${problem}`),
  )
  expect([...problems, ...broken]).toEqual([])
})
