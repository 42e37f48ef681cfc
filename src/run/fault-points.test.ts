import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { declaredPoints } from './fault-points.ts'

test('each point stands at exactly one place of the code, in the slice that declares it', () => {
  const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', 'src'], {
    encoding: 'utf8',
  })
    .split('\n')
    .filter(file => /^(?!src\/proof\/simulate\/).*(?<!\.test)\.tsx?$/.test(file) && existsSync(file))
  const called = files.flatMap(file =>
    [...readFileSync(file, 'utf8').matchAll(/\bawait fault\('([^']+)'\)/g)].map(
      ([, point]) => `${point} in ${/^src\/(?:slices\/)?([^/]+)/.exec(file)?.[1]}`,
    ),
  )
  expect(called.sort()).toEqual(declaredPoints.map(({ point, slice }) => `${point} in ${slice}`).sort())
})
