import { formatDateTime } from '#platform/ui/format.ts'
import { countryByCode } from '#slices/customers/addresses/countries.ts'
import { dayWords } from './delay-words.ts'
import type { ReasonPart } from './promise.ts'

/** Why these days are promised, for staff: `Ordered before 16:00, so it leaves Tue 1 Dec from north. 2 to 4 working days to …`. */
export function reasonWords(reason: readonly ReasonPart[]): string {
  const waited = reason.some(({ part }) => part === 'stock_came')
  return reason.map(part => wordsOf(part, waited)).join(' ')
}

function wordsOf(part: ReasonPart, waited: boolean): string {
  switch (part.part) {
    case 'cut_off':
      return `${countedFrom(part, waited)} ${formatDateTime(part.orderedAt, { timeZone: part.timeZone })}, with a cut-off at ${part.cutOff} (${part.timeZone}): leaves ${dayWords(part.leavesOn)}.`
    case 'stock_came':
      return 'It waited for stock.'
    case 'warehouse':
      return `From warehouse ${part.code}.`
    case 'split':
      return `One of ${part.parcels} parcels.`
    case 'holiday':
      return `Holidays or closed on ${part.days.map(dayWords).join(', ')}.`
    case 'lane': {
      const days = part.least === part.most ? `${part.least}` : `${part.least} to ${part.most}`
      const to = countryByCode(part.country)?.name ?? part.country
      return `${part.method[0]?.toUpperCase()}${part.method.slice(1)} to ${to} takes ${days} working ${days === '1' ? 'day' : 'days'}.`
    }
    case 'not_left':
      return 'It had not left by the last cut-off that keeps the promise.'
    case 'left_late':
      return `It left on ${dayWords(part.at.slice(0, 10))}, too late for its promise.`
    case 'not_arrived':
      return `Nobody said that it arrived by ${dayWords(part.by)}.`
    case 'replaces':
      return 'It takes the place of a stopped parcel, and that one’s promise.'
    case 'noticed_late':
      return 'It was late before the shop wrote promises down.'
  }
}

function countedFrom({ isResent }: { isResent?: true }, waited: boolean): string {
  if (isResent) return 'Sent once more'
  return waited ? 'Its stock had come' : 'Ordered'
}
