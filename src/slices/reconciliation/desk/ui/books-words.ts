import type { StatusTone } from '#slices/orders/desk/words.ts'
import type { DifferenceKind, Outcome } from '#slices/reconciliation/difference.ts'
import type { BooksRun } from '../books-view.ts'

export const kindWords: Record<DifferenceKind, string> = {
  not_settled: 'Ended there, waiting here',
  charged_there: 'Charged there, unpaid here',
  charged_twice: 'Charged twice',
  unpaid_there: 'Paid here, not there',
  amount_differs: 'Sums differ',
  unknown_order: 'Charge of no order',
  refunded_there: 'Given back there, not here',
  refunded_here: 'Given back here, not there',
  disputed_there: 'Disputed there',
}

export const outcomeWords: Record<Outcome, { words: string; tone: StatusTone }> = {
  mended: { words: 'Mended', tone: 'success' },
  needs_review: { words: 'Needs you', tone: 'danger' },
  unknown: { words: 'Not asked', tone: 'warning' },
}

export type RunSummary = { tone: 'info' | 'success' | 'warning' | 'danger'; title: string; advice: string }

/** The last comparison in a sentence, with advice for staff. */
export function summaryOf(run: BooksRun): RunSummary {
  if (!run.endedAt)
    return { tone: 'info', title: 'The books are being compared', advice: 'You may leave this page.' }
  const open = run.differences.filter(({ outcome }) => outcome === 'needs_review').length
  if (open > 0)
    return {
      tone: 'danger',
      title: open === 1 ? 'One difference needs you' : `${open} differences need you`,
      advice: 'Open the order, or find the charge at the bank, and correct what does not match.',
    }
  if (run.failure) return { tone: 'warning', title: 'The books could not be compared', advice: run.failure }
  if (run.differences.some(({ outcome }) => outcome === 'unknown'))
    return {
      tone: 'warning',
      title: 'The bank stopped answering',
      advice: 'Compare again later. Nothing was changed where the bank did not answer.',
    }
  const mended = run.total === 1 ? 'One difference was' : `${run.total} differences were`
  return {
    tone: 'success',
    title: 'Both books agree',
    advice: run.total > 0 ? `${mended} corrected on the way.` : 'Nothing differed.',
  }
}

/** `120 payments and 1 refund` */
export function comparedInWords({ payments, refunds }: Pick<BooksRun, 'payments' | 'refunds'>): string {
  const count = (number: number, noun: string) =>
    `${number.toLocaleString('en-GB')} ${noun}${number === 1 ? '' : 's'}`
  return `${count(payments, 'payment')} and ${count(refunds, 'refund')}`
}
