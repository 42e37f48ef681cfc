import type { IncomingMessage, ServerResponse } from 'node:http'

/** How many answers a web gave since it began, and how many of them were failures of ours. */
export type Answers = { given: number; failed: number }

const HEADER = 'x-answers'
const HEALTH = '/api/health/'

/** Counts each answer. Those about its health are not counted: they tell the count to the judge of a release. */
export function answerCounter() {
  const answers: Answers = { given: 0, failed: 0 }
  return (request: IncomingMessage, response: ServerResponse) => {
    if (request.url?.startsWith(HEALTH)) {
      response.setHeader(HEADER, `${answers.given} given, ${answers.failed} failed`)
      return
    }
    response.once('finish', () => {
      answers.given++
      if (response.statusCode >= 500) answers.failed++
    })
  }
}

/** Null: a web of a version that does not count. */
export function readAnswers(headers: Headers): Answers | null {
  const [, given, failed] = /^(\d+) given, (\d+) failed$/.exec(headers.get(HEADER) ?? '') ?? []
  return given && failed ? { given: Number(given), failed: Number(failed) } : null
}
