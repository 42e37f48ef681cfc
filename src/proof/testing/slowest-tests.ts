import type { TestModule } from 'vitest/node'

const SHOWN = 10

export type Timed = { name: string; ms: number }

/** The tests that took longest, for the end of a run: what is slow is seen before anybody asks. */
export function slowestTests(all: readonly Timed[]): string {
  const slowest = all.toSorted((a, b) => b.ms - a.ms).slice(0, SHOWN)
  const lines = slowest.map(({ name, ms }) => `  ${(ms / 1_000).toFixed(1).padStart(6)} s  ${name}`)
  return ['The slowest tests:', ...lines].join('\n')
}

/** For Vitest: those of the tests, and those of loading a file with all that it imports. */
export default class SlowestTests {
  onTestRunEnd(modules: readonly TestModule[]) {
    const tests = modules.flatMap(module =>
      [...module.children.allTests()].map(test => ({
        name: `${module.relativeModuleId} › ${test.fullName}`,
        ms: test.diagnostic()?.duration ?? 0,
      })),
    )
    if (tests.length > SHOWN) console.log(`\n${slowestTests(tests)}\n`)
  }
}
