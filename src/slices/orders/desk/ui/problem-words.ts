import type { JobInWords } from '#desk/job-words.tsx'
import { disputeWaits } from '#slices/orders/bank/bank-words.ts'
import type { RowProblem } from '../order-row.ts'

/** Why an order stands among the problems, in a line. */
export function problemInWords(
  { review, dead, disputed, unsettled }: RowProblem,
  jobInWords: JobInWords,
): string {
  return [
    review && `Needs review: ${review}`,
    dead.length > 0 && `Given up: ${dead.map(jobInWords).join(', ')}`,
    // A review has said so already.
    disputed && !review && disputeWaits(disputed),
    unsettled && 'The payment has not settled',
  ]
    .filter(Boolean)
    .join('. ')
}
