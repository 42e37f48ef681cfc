import { z } from 'zod'
import { asFieldText, momentOf } from '#desk/desk-moment.ts'
import { SHOP_CURRENCY } from '#platform/fields/money.ts'
import { readAmount } from '#platform/forms/read-amount.ts'
import { formatMoney } from '#platform/ui/format.ts'
import type { Effect } from '#slices/promotions/promotion.ts'
import { type NewPromotion, newPromotionSchema } from '#slices/promotions/promotion-input.ts'
import type { ListedPromotion } from './promotion-words.ts'

export const effectKinds = ['percent', 'amount', 'free_delivery', 'buy_x_get_y'] as const

/** How orders get it. */
export const ways = ['code', 'single_use', 'everybody'] as const

/** The fields of a promotion as the form holds them. */
const typedFields = z.object({
  name: z.string(),
  way: z.enum(ways),
  code: z.string(),
  kind: z.enum(effectKinds),
  percent: z.string(),
  amount: z.string(),
  buy: z.string(),
  get: z.string(),
  percentOff: z.string(),
  minSubtotal: z.string(),
  /** Several boxes are a list; a single one is its own value, or false. */
  categories: z.union([z.array(z.string()), z.string(), z.boolean()]),
  /** Slugs, one on each line. */
  products: z.string(),
  firstOrder: z.boolean(),
  combines: z.boolean(),
  limitTotal: z.string(),
  limitPerCustomer: z.string(),
  startsAt: z.string(),
  endsAt: z.string(),
})
export type TypedPromotion = z.input<typeof typedFields>
type Field = keyof TypedPromotion

export const fieldIds = {
  name: 'promotion-name',
  way: 'promotion-way',
  code: 'promotion-code',
  kind: 'promotion-kind',
  percent: 'promotion-percent',
  amount: 'promotion-amount',
  buy: 'promotion-buy',
  get: 'promotion-get',
  percentOff: 'promotion-percent-off',
  minSubtotal: 'promotion-min-subtotal',
  categories: 'promotion-categories',
  products: 'promotion-products',
  firstOrder: 'promotion-first-order',
  combines: 'promotion-combines',
  limitTotal: 'promotion-limit-total',
  limitPerCustomer: 'promotion-limit-per-customer',
  startsAt: 'promotion-starts',
  endsAt: 'promotion-ends',
} as const satisfies Record<Field, string>

/** The form is judged by the same schema as what programs send; what it finds wrong is told at the field that was typed. */
export const typedPromotion = typedFields.transform((typed, check): NewPromotion => {
  const wrong: [field: Field, message: string][] = unreadable(typed)
  const parsed = newPromotionSchema.safeParse(inputOf(typed))
  for (const { path, message } of parsed.error?.issues ?? []) {
    const field = fieldOf(path.join('.'))
    if (!wrong.some(([known]) => known === field)) wrong.push([field, message])
  }
  for (const [field, message] of wrong) check.addIssue({ code: 'custom', path: [field], message })
  return wrong.length || !parsed.data ? z.NEVER : parsed.data
})

const AMOUNT = 'Enter an amount, like 12.50'
const MOMENT = 'Enter a day and a time'

/** What cannot be read at all, or is missing because of another answer. */
function unreadable(typed: TypedPromotion): [Field, string][] {
  const isBlank = (field: 'code' | 'minSubtotal' | 'startsAt' | 'endsAt') => typed[field].trim() === ''
  return [
    ...(typed.way === 'code' && isBlank('code') ? [['code', 'Enter the code'] as [Field, string]] : []),
    ...(typed.kind === 'amount' && moneyOf(typed.amount) === undefined
      ? [['amount', AMOUNT] as [Field, string]]
      : []),
    ...(!isBlank('minSubtotal') && moneyOf(typed.minSubtotal) === undefined
      ? [['minSubtotal', AMOUNT] as [Field, string]]
      : []),
    ...(['startsAt', 'endsAt'] as const)
      .filter(field => !isBlank(field) && momentOf(typed[field]) === null)
      .map((field): [Field, string] => [field, MOMENT]),
    ...startsAfterEnd(typed),
  ]
}

function startsAfterEnd({ startsAt, endsAt }: TypedPromotion): [Field, string][] {
  const [start, end] = [momentOf(startsAt), momentOf(endsAt)]
  return start && end && end <= start ? [['endsAt', 'Enter an end after the start']] : []
}

const inputOf = (typed: TypedPromotion) => ({
  name: typed.name,
  code: typed.way === 'code' ? typed.code : undefined,
  needsCode: typed.way !== 'everybody',
  effect: effectOf(typed),
  conditions: {
    minSubtotal: moneyOf(typed.minSubtotal),
    products: typed.products.split(/[\s,]+/).filter(Boolean),
    categories: listOf(typed.categories),
    firstOrder: typed.firstOrder,
  },
  combines: typed.combines,
  limitTotal: numberOf(typed.limitTotal),
  limitPerCustomer: numberOf(typed.limitPerCustomer),
  startsAt: momentOf(typed.startsAt),
  endsAt: momentOf(typed.endsAt),
})

function effectOf(typed: TypedPromotion): unknown {
  switch (typed.kind) {
    case 'percent':
      // 12.34 × 100 is not a whole number to a machine.
      return { kind: typed.kind, basisPoints: rounded((numberOf(typed.percent) ?? Number.NaN) * 100) }
    case 'amount':
      return { kind: typed.kind, amount: moneyOf(typed.amount) }
    case 'free_delivery':
      return { kind: typed.kind }
    case 'buy_x_get_y':
      return {
        kind: typed.kind,
        buy: numberOf(typed.buy),
        get: numberOf(typed.get),
        percentOff: numberOf(typed.percentOff) ?? Number.NaN,
      }
  }
}

const rounded = (number: number) =>
  Math.abs(number - Math.round(number)) < 1e-6 ? Math.round(number) : number

const numberOf = (typed: string) => {
  const text = typed.replaceAll(',', '').replace('%', '').trim()
  return text === '' ? undefined : Number(text)
}

function moneyOf(typed: string) {
  const amount = readAmount(typed, SHOP_CURRENCY)
  return amount === null ? undefined : { amount, currency: SHOP_CURRENCY }
}

const listOf = (categories: TypedPromotion['categories']): string[] =>
  [categories].flat().filter(slug => typeof slug === 'string')

function fieldOf(path: string): Field {
  if (path === 'needsCode') return 'way'
  if (path.startsWith('effect.basisPoints')) return 'percent'
  const [, of = ''] = /^(?:effect|conditions)\.(\w+)/.exec(path) ?? []
  const name = of || path
  return name in fieldIds ? (name as Field) : 'kind'
}

export const emptyPromotion: TypedPromotion = {
  name: '',
  way: 'code',
  code: '',
  kind: 'percent',
  percent: '',
  amount: '',
  buy: '2',
  get: '1',
  percentOff: '100',
  minSubtotal: '',
  categories: [],
  products: '',
  firstOrder: false,
  combines: false,
  limitTotal: '',
  limitPerCustomer: '',
  startsAt: '',
  endsAt: '',
}

const plainAmount = ({ amount, currency }: { amount: number; currency: string }) =>
  formatMoney(amount, currency).replace(/[^\d.]/g, '')

/** A promotion that is there, as the form shows it. */
export function typedOf(promotion: ListedPromotion): TypedPromotion {
  const { effect, conditions, startsAt, endsAt } = promotion
  return {
    ...emptyPromotion,
    ...typedEffect(effect),
    name: promotion.name,
    way: promotion.code ? 'code' : promotion.needsCode ? 'single_use' : 'everybody',
    code: promotion.code ?? '',
    kind: effect.kind,
    minSubtotal: conditions.minSubtotal ? plainAmount(conditions.minSubtotal) : '',
    categories: conditions.categories ?? [],
    products: (conditions.products ?? []).join('\n'),
    firstOrder: conditions.firstOrder ?? false,
    combines: promotion.combines,
    limitTotal: String(promotion.limitTotal ?? ''),
    limitPerCustomer: String(promotion.limitPerCustomer ?? ''),
    startsAt: startsAt ? asFieldText(startsAt) : '',
    endsAt: endsAt ? asFieldText(endsAt) : '',
  }
}

function typedEffect(effect: Effect): Partial<TypedPromotion> {
  switch (effect.kind) {
    case 'percent':
      return { percent: String(effect.basisPoints / 100) }
    case 'amount':
      return { amount: plainAmount(effect.amount) }
    case 'free_delivery':
      return {}
    case 'buy_x_get_y':
      return { buy: String(effect.buy), get: String(effect.get), percentOff: String(effect.percentOff) }
  }
}
