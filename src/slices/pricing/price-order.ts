import type { DbOrTx } from '#platform/db/client.ts'
import { type Money, SHOP_CURRENCY } from '#platform/fields/money.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { formatMoney } from '#platform/ui/format.ts'
import type { Billing } from '#slices/business/billing.ts'
import type { VatCheck } from '#slices/business/check-vat-id.ts'
import { standingOf } from '#slices/business/standing-of.ts'
import type { VatStanding } from '#slices/business/who-owes.ts'
import { mostPerOrder } from '#slices/catalog/most-per-order.ts'
import { type SellableVariant, sellableVariants } from '#slices/catalog/price-lines.ts'
import { countryByCode } from '#slices/customers/addresses/countries.ts'
import type { DispatchHours } from '#slices/inventory/warehouses/dispatch-hours.ts'
import { chargeLimits } from '#slices/payments/charge-limits.ts'
import { arrivalNow } from './arrival-days.ts'
import type { OrderLineInput } from './line-fields.ts'
import { MAX_QUANTITY } from './line-fields.ts'
import { type AskedMeans, type CreditPayment, NO_MEANS, payWith } from './means.ts'
import { type Price, price } from './price.ts'
import {
  type Promoted,
  type PromotedBuyer,
  promotionsFor,
  type UnusedCode,
  unmetCodes,
} from './promotions-for.ts'
import { paymentsOf, pricedLineOf, type Quote, taxAnswers, type Waiting } from './quote.ts'
import { type ShippingMethod, shippingMethodsFor, shippingPriceMinor } from './shipping-methods.ts'
import { taxRules } from './tax-rates.ts'
import { deliveryWithoutTax, withoutTax } from './without-tax.ts'

/** `priceMinor`: what it would cost this order. */
type PricedMethod = ShippingMethod & { priceMinor: number }

export type PricedOrder = {
  lines: (SellableVariant & { quantity: number; totalMinor: number })[]
  country: string
  method: ShippingMethod
  methods: readonly PricedMethod[]
  currency: string
  price: Price
  /** What the tax is called in that country. */
  taxName: string
  /** Codes that take nothing off it, and why. */
  unusedCodes: UnusedCode[]
  /** What gift cards and store credit pay. */
  paidWith: CreditPayment[]
  /** What is left for the card to pay. */
  dueMinor: number
  /** Gift cards that cannot pay, and why. */
  unusedGiftCards: UnusedCode[]
  /** What the buyer has as store credit, used or not. */
  storeCreditMinor: number
  billing: Billing | null
  /** What comes of the buyer's VAT id. Null: there is none. */
  vat: VatStanding | null
}

export type Priceable = {
  lines: readonly OrderLineInput[]
  country: string
  shippingMethod?: string | undefined
  codes?: readonly string[] | undefined
  billing?: Billing | undefined
}

export type PricingFor = {
  at: Date
  buyer: PromotedBuyer | null
  /** What pays before the card does. It is read beside the prices. */
  means?: AskedMeans | Promise<AskedMeans>
  /** How asking about the VAT id went a moment ago. */
  check?: VatCheck | undefined
}

const NONE: Promoted = { live: [], isFirstOrder: false, refused: [] }

/**
 * Prices and promotions come only from the database. Refuses lines that cannot be sold and countries that we do not deliver to. `buyer`: null where nobody is
 * known yet; then limits of a customer are not looked at.
 */
export async function priceOrder(
  db: DbOrTx,
  asked: Priceable,
  { at, buyer, means = NO_MEANS, check }: PricingFor,
): Promise<PricedOrder> {
  const country = countryByCode(asked.country)
  if (!country)
    throw new Refusal('validation_failed', 'Select a country that we deliver to', [
      { path: 'shippingAddress.country', message: 'Select a country that we deliver to' },
    ])
  const [sellable, vat] = await Promise.all([
    sellableVariants(
      db,
      asked.lines.map(line => line.sku),
    ),
    standingOf(db, asked, { at, check }),
  ])
  const lines = linesOf(asked.lines, sellable)
  const { codes = [] } = asked
  const among = lines.map(({ productId }) => productId)
  const promoted =
    codes.length > 0 || lines.some(({ mayBePromoted }) => mayBePromoted)
      ? await promotionsFor(db, { codes, at, currency: SHOP_CURRENCY, among, buyer })
      : NONE
  const methods = shippingMethodsFor(country.zone)
  const method = methods.find(candidate => candidate.code === asked.shippingMethod) ?? methods[0]
  if (!method) throw new Refusal('validation_failed', 'Select a delivery method')
  const subtotalMinor = lines.reduce((sum, { totalMinor }) => sum + totalMinor, 0)
  const cart = { lines, deliveryMinor: shippingPriceMinor(method, subtotalMinor), currency: SHOP_CURRENCY }
  const { live: promotions, isFirstOrder } = promoted
  const rules = { promotions, isFirstOrder, ...taxRules(country, at) }
  const usual = price(cart, rules)
  const priced = vat?.reverseCharge ? withoutTax(cart, rules, usual) : usual
  const costOf = (candidate: ShippingMethod) => {
    const listedMinor = shippingPriceMinor(candidate, subtotalMinor)
    if (!vat?.reverseCharge) return listedMinor
    return candidate === method ? priced.deliveryMinor : deliveryWithoutTax(listedMinor, usual.taxes)
  }
  const { usable, refused: unusedGiftCards, storeCreditMinor } = await means
  const { leastMinor } = chargeLimits(SHOP_CURRENCY)
  const { parts: paidWith, dueMinor } = payWith(priced.totalMinor, usable, leastMinor)
  refuseUnpayable(dueMinor, SHOP_CURRENCY)
  return {
    lines: vat?.reverseCharge ? netLines(lines, priced) : lines,
    country: country.code,
    method,
    methods: methods.map(candidate => ({ ...candidate, priceMinor: costOf(candidate) })),
    currency: SHOP_CURRENCY,
    price: priced,
    taxName: country.tax.name,
    unusedCodes: [...promoted.refused, ...unmetCodes(promoted, cart, priced.discounts)],
    paidWith,
    dueMinor,
    unusedGiftCards,
    storeCreditMinor,
    billing: asked.billing ?? null,
    vat,
  }
}

/** The lines at what they cost without tax. The price of a unit is rounded; the line's own total is exact. */
const netLines = (lines: PricedOrder['lines'], { lines: priced }: Price): PricedOrder['lines'] =>
  lines.map((line, index) => {
    const totalMinor = priced[index]?.goodsMinor ?? line.totalMinor
    return { ...line, totalMinor, unitPriceMinor: Math.round(totalMinor / line.quantity) }
  })

function linesOf(
  asked: readonly OrderLineInput[],
  sellable: ReadonlyMap<string, SellableVariant>,
): PricedOrder['lines'] {
  const unknown = asked.flatMap((line, index) =>
    sellable.has(line.sku) ? [] : [{ path: `lines.${index}.sku`, message: `${line.sku} is not sold here` }],
  )
  if (unknown.length) throw new Refusal('validation_failed', 'Some lines are not sold here', unknown)
  const lines = asked.flatMap(({ sku, quantity }) => {
    const variant = sellable.get(sku)
    return variant ? [{ ...variant, quantity, totalMinor: variant.unitPriceMinor * quantity }] : []
  })
  refuseTooMany(lines)
  return lines
}

type Unused = Pick<PricedOrder, 'unusedCodes' | 'unusedGiftCards'>

/** A program that sends a code or a gift card learns why it is not used, before anything is held. */
export function refuseUnusedCodes({ unusedCodes, unusedGiftCards }: Unused): void {
  const wrong = [
    ...unusedCodes.map(({ sentence }) => ({ path: 'codes', message: sentence })),
    ...unusedGiftCards.map(({ sentence }) => ({ path: 'giftCards', message: sentence })),
  ]
  const [first] = wrong
  if (first) throw new Refusal('code_unknown', first.message, wrong)
}

function refuseTooMany(lines: PricedOrder['lines']) {
  const wrong = lines.flatMap((line, index) => {
    const most = mostPerOrder(line)
    if (line.quantity <= most) return []
    return [{ path: `lines.${index}.quantity`, message: `Order ${most} or fewer of ${line.name}` }]
  })
  if (wrong.length) throw new Refusal('validation_failed', `${wrong[0]?.message}.`, wrong)
}

/** An order whose rest the card network cannot charge must not hold stock even for a moment. */
function refuseUnpayable(dueMinor: number, currency: string) {
  const { leastMinor, mostMinor } = chargeLimits(currency)
  const refuse = (message: string) => new Refusal('validation_failed', message, [{ path: 'lines', message }])
  if (dueMinor > mostMinor)
    throw refuse(`One payment can be up to ${formatMoney(mostMinor, currency)}. Split this order`)
  // Nothing is not charged at all.
  if (dueMinor > 0 && dueMinor < leastMinor)
    throw refuse(`The smallest payment is ${formatMoney(leastMinor, currency)}. Add something to this order`)
}

/** What is on the shelves of each variant, what of it would wait, and the hours of the warehouses that may send it. */
type QuotedAt = {
  available: ReadonlyMap<string, number>
  waiting: ReadonlyMap<string, Waiting>
  hours: readonly DispatchHours[]
}

/** The priced order as buyers see it. */
export function quoteOf(priced: PricedOrder, { available, waiting, hours }: QuotedAt, now: Date): Quote {
  const { price, country, currency } = priced
  const money = (amount: number): Money => ({ amount, currency })
  return {
    lines: priced.lines.map((line, index) => ({
      ...pricedLineOf({ ...line, discountMinor: price.lines[index]?.discountMinor ?? 0 }, currency),
      available: available.get(line.variantId) ?? 0,
      waiting: waiting.get(line.variantId) ?? null,
    })),
    methods: priced.methods.map(method => ({
      code: method.code,
      name: method.name,
      price: money(method.priceMinor),
      ...arrivalNow({ method, country }, { orderedAt: now, hours }),
    })),
    method: priced.method.code,
    subtotal: money(price.subtotalMinor),
    shipping: money(price.deliveryMinor),
    discount: money(price.discountMinor),
    discounts: price.discounts.map(({ promotion: { name, code }, amountMinor }) => ({
      name,
      code,
      amount: money(amountMinor),
    })),
    tax: money(price.taxMinor),
    taxName: priced.taxName,
    taxRateBasisPoints: Math.max(...price.taxes.map(({ rateBasisPoints }) => rateBasisPoints)),
    unusedCodes: priced.unusedCodes,
    unusedGiftCards: priced.unusedGiftCards,
    paidWith: paymentsOf(priced.paidWith, { totalMinor: price.totalMinor, currency }),
    due: money(priced.dueMinor),
    storeCredit: priced.storeCreditMinor > 0 ? money(priced.storeCreditMinor) : null,
    taxes: taxAnswers(price.taxes, currency),
    taxIncluded: price.taxIncluded,
    total: money(price.totalMinor),
    billing: priced.billing,
    vat: priced.vat,
  }
}

/** The same SKU twice becomes one line, with no more units than a line may have. Lines keep their order. */
export function mergeLines(lines: readonly OrderLineInput[]): OrderLineInput[] {
  const merged = new Map<string, OrderLineInput>()
  for (const [index, { sku, quantity }] of lines.entries()) {
    const units = (merged.get(sku)?.quantity ?? 0) + quantity
    if (units > MAX_QUANTITY)
      throw new Refusal('validation_failed', 'Some fields are not right.', [
        { path: `lines.${index}.quantity`, message: `Enter ${MAX_QUANTITY} or fewer of one thing in all` },
      ])
    merged.set(sku, { sku, quantity: units })
  }
  return [...merged.values()]
}
