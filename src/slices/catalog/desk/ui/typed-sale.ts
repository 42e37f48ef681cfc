import { z } from 'zod'
import { momentOf } from '#desk/desk-moment.ts'
import { SHOP_CURRENCY } from '#platform/fields/money.ts'
import { readAmount } from '#platform/forms/read-amount.ts'
import { type NewSale, newSaleSchema } from '../sales/sale-input.ts'

/** The fields of a sale as the form holds them. `of`: a SKU, or empty for every variant. */
const typedFields = z.object({
  of: z.string(),
  kind: z.enum(['percent', 'price']),
  percent: z.string(),
  price: z.string(),
  startsAt: z.string(),
  endsAt: z.string(),
})
type TypedSale = z.input<typeof typedFields>
type Field = keyof TypedSale

export const saleIds = {
  of: 'sale-of',
  kind: 'sale-kind',
  percent: 'sale-percent',
  price: 'sale-price',
  startsAt: 'sale-starts',
  endsAt: 'sale-ends',
} as const satisfies Record<Field, string>

export const emptySale: TypedSale = {
  of: '',
  kind: 'percent',
  percent: '',
  price: '',
  startsAt: '',
  endsAt: '',
}

const MOMENT = 'Enter a day and a time'

/** The form is judged by the same schema as what programs send; what it finds wrong is told at the field that was typed. */
export const typedSale = typedFields.transform((typed, check): NewSale => {
  const moments = { startsAt: momentIn(typed.startsAt), endsAt: momentIn(typed.endsAt) }
  const wrong: [field: Field, message: string][] = []
  for (const field of ['startsAt', 'endsAt'] as const)
    if (moments[field] === null) wrong.push([field, MOMENT])
  if (moments.startsAt && moments.endsAt && moments.endsAt <= moments.startsAt)
    wrong.push(['endsAt', 'Enter an end after the start'])
  const isPercent = typed.kind === 'percent'
  const parsed = newSaleSchema.safeParse({
    skus: typed.of ? [typed.of] : undefined,
    percentOff: isPercent ? Number(typed.percent.replace('%', '').trim() || Number.NaN) : undefined,
    price: isPercent
      ? undefined
      : { amount: readAmount(typed.price, SHOP_CURRENCY) ?? undefined, currency: SHOP_CURRENCY },
    startsAt: moments.startsAt ?? undefined,
    endsAt: moments.endsAt ?? undefined,
  })
  for (const { path, message } of parsed.error?.issues ?? []) wrong.push([fieldOf(path[0]), message])
  for (const [field, message] of wrong) check.addIssue({ code: 'custom', path: [field], message })
  return wrong.length || !parsed.data ? z.NEVER : parsed.data
})

/** Undefined: nothing was typed. Null: what was typed is no moment. */
const momentIn = (typed: string) => (typed.trim() ? momentOf(typed) : undefined)

const fieldOf = (name: PropertyKey | undefined): Field =>
  name === 'percentOff'
    ? 'percent'
    : name === 'price' || name === 'startsAt' || name === 'endsAt'
      ? name
      : 'of'
