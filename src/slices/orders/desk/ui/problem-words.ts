import type { JobInWords } from '#desk/job-words.tsx'
import { SHOP_TIME_ZONE } from '#platform/lib/calendar-days.ts'
import { formatDay, formatTime } from '#platform/ui/format.ts'
import { disputeWaits } from '#slices/orders/bank/bank-words.ts'
import type { RowProblem } from '../order-row.ts'

const place = { timeZone: SHOP_TIME_ZONE }
/** `Wed 9 Dec, 14:00` */
const momentOf = (at: Date) => `${formatDay(at, place)}, ${formatTime(at, place)}`

/** Why an order stands among the problems, in a line. */
export function problemInWords(
  { review, dead, disputed, recalledAt, unsettled }: RowProblem,
  jobInWords: JobInWords,
): string {
  return [
    review && `Needs review: ${review}`,
    dead.length > 0 && `Given up: ${dead.map(jobInWords).join(', ')}`,
    // A review has said so already.
    disputed && !review && disputeWaits(disputed),
    recalledAt && `The warehouse has not answered the recall since ${momentOf(recalledAt)}`,
    unsettled && 'The payment has not settled',
  ]
    .filter(Boolean)
    .join('. ')
}
