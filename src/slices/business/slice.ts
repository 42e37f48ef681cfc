import { rowsOf } from '#platform/db/kept-rows.ts'
import { byItself } from '#platform/db/placement.ts'
import { slice } from '#platform/slice.ts'
import { businessLimits } from './rate-limits.ts'

export const business = slice({
  name: 'business',
  about: 'Companies that buy: VAT ids, what registers say of them, and who owes the VAT',
  limits: businessLimits,
  keeps: [
    {
      what: 'VAT ids that no register knows',
      keptDays: 2,
      why: 'An answer counts for a day. Those of valid ids stay, because they are the proof behind orders without VAT.',
      expire: rowsOf('vat_answers', 'vat_id, asked_at', "answer = 'unknown' and asked_at < $1::timestamptz"),
    },
  ],
  keepsOfPeople: [
    {
      what: 'Your company and its VAT number, if you buy for a business, and what the register said about it.',
      why: 'An order without VAT needs this proof (law).',
      howLong: 'As long as the invoice.',
      place: 19,
    },
  ],
  places: { vat_answers: byItself('vat_id') },
})
