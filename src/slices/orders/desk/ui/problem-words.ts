import { jobInWords } from '../job-words.ts'
import type { RowProblem } from '../order-row.ts'

/** Why an order is in the list of problems, in one line. */
export function problemInWords({ review, dead, unsettled }: RowProblem): string {
  return [
    review && `Needs review: ${review}`,
    dead.length > 0 && `Given up: ${dead.map(jobInWords).join(', ')}`,
    unsettled && 'The payment has not settled',
  ]
    .filter(Boolean)
    .join('. ')
}
