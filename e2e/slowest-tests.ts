import type { Reporter, TestCase, TestResult } from 'playwright/types/testReporter'
import { slowestTests, type Timed } from '#proof/testing/slowest-tests.ts'

/** For Playwright: the tests that took longest, printed at the end. */
export default class Slowest implements Reporter {
  readonly #timed: Timed[] = []

  onTestEnd(test: TestCase, { duration }: TestResult) {
    // Without the name of the run, which is empty.
    this.#timed.push({ name: test.titlePath().filter(Boolean).join(' › '), ms: duration })
  }

  onEnd() {
    console.log(`\n${slowestTests(this.#timed)}\n`)
  }
}
