import type { DbOrTx } from '#platform/db/client.ts'
import { prepared } from '#platform/db/prepared.ts'
import { SHOP_TIME_ZONE } from '#platform/lib/calendar-days.ts'
import { formatDateTime } from '#platform/ui/format.ts'
import { findNamedProducts } from '#slices/catalog/named-products.ts'
import { hashOfCode } from './code-hash.ts'
import type { Conditions, Effect, LivePromotion } from './promotion.ts'
import { isCode, normalisedCode } from './promotion-code.ts'

export type RefusedCode = {
  code: string
  why: 'unknown' | 'ended' | 'not_yet' | 'used_up' | 'paused'
  /** For the shopper. */
  sentence: string
}

/** More codes in one order are typed by nobody. */
const MOST_CODES = 10
/** The code of a refusal is shown: no more of it than a code may have. */
const SHOWN_MOST = 40

type Asked = {
  codes: readonly string[]
  at: Date
  currency: string
  /** The products of the order. With them `productIds` holds only these, and a large category costs nothing. */
  among?: readonly string[]
}

type Row = {
  id: string
  version: number
  name: string
  effect: Effect
  conditions: Conditions
  combines: boolean
  limit_per_customer: number | null
}

const GIVEN = `p.id, p.version, p.name, v.effect, v.conditions, v.combines, p.limit_per_customer`
const ITS_VERSION = 'join promotion_versions v on v.promotion_id = p.id and v.version = p.version'
const ROOM = `exists (select from promotion_budgets b where b.promotion_id = p.id and (b.share_limit is null or b.used < b.share_limit))`

const AUTOMATIC = `
  select ${GIVEN} from promotions p ${ITS_VERSION}
  where p.state = 'live' and not p.needs_code and (p.starts_at is null or p.starts_at <= $1::timestamptz)
    and (p.ends_at is null or p.ends_at > $1::timestamptz) and ${ROOM}`

const BY_CODE = `
  select c.code_hash, c.id as code_id, ${GIVEN}, case
      when p.state = 'ended' or p.ends_at <= $2::timestamptz then 'ended'
      when p.state = 'paused' then 'paused'
      when p.starts_at > $2::timestamptz then 'not_yet'
      when c.used_by is not null or not ${ROOM} then 'used_up' end as why,
    p.starts_at
  from promotion_codes c join promotions p on p.id = c.promotion_id ${ITS_VERSION}
  where c.code_hash = any($1::text[]) and c.retired_at is null`

type ByCode = Row & {
  code_hash: string
  code_id: string
  why: Exclude<RefusedCode['why'], 'unknown'> | null
  starts_at: string | null
}

/**
 * The automatic promotions that are live at this moment, and those that the codes unlock. Without codes it is one prepared statement over
 * an index of the few that are automatic. A promotion that is used up is not live. Whether this customer has used it up is
 * asked apart (`usedUpBy`).
 */
export async function livePromotions(
  db: DbOrTx,
  asked: Asked,
): Promise<{ live: LivePromotion[]; refused: RefusedCode[] }> {
  const codes = [...new Set(asked.codes.map(normalisedCode))].filter(Boolean).slice(0, MOST_CODES)
  const [automatic, byCode] = await Promise.all([
    prepared<Row>(db, AUTOMATIC, [asked.at.toISOString()]),
    readCodes(db, codes, asked.at),
  ])
  const found = new Map<string, Omit<LivePromotion, 'productIds'>>()
  const refused: RefusedCode[] = []
  for (const code of codes) {
    const row = byCode.get(code)
    if (!row) refused.push(refusal(code, 'unknown', null))
    else if (row.why) refused.push(refusal(code, row.why, row.starts_at))
    // Two codes of one promotion unlock it once.
    else if (!found.has(row.id)) found.set(row.id, { ...givenBy(row), code, codeId: row.code_id })
  }
  const inCurrency = automatic.filter(row => isIn(asked.currency, row))
  const all = [...inCurrency.map(row => ({ ...givenBy(row), code: null, codeId: null })), ...found.values()]
  return { live: await withProducts(db, all, asked.among), refused }
}

async function readCodes(db: DbOrTx, codes: readonly string[], at: Date): Promise<Map<string, ByCode>> {
  const byHash = new Map(codes.filter(isCode).map(code => [hashOfCode(code), code]))
  if (byHash.size === 0) return new Map()
  const rows = await prepared<ByCode>(db, BY_CODE, [[...byHash.keys()], at.toISOString()])
  return new Map(rows.map(row => [byHash.get(row.code_hash) ?? '', row]))
}

const givenBy = ({ id, version, name, effect, conditions, combines, limit_per_customer }: Row) => ({
  id,
  version,
  name,
  effect,
  conditions,
  combines,
  limitPerCustomer: limit_per_customer,
})

/** An automatic promotion of another currency is about other orders. */
const isIn = (currency: string, { effect, conditions }: Row) =>
  (effect.kind !== 'amount' || effect.amount.currency === currency) &&
  (conditions.minSubtotal?.currency ?? currency) === currency

const BY_ID = `select ${GIVEN} from promotions p ${ITS_VERSION} where p.id = $1::uuid`

/** A promotion as it stands, live or not, for these products of an order. Null: there is none. */
export async function promotionById(
  db: DbOrTx,
  id: string,
  among: readonly string[],
): Promise<LivePromotion | null> {
  const rows = await prepared<Row>(db, BY_ID, [id])
  const [promotion] = await withProducts(
    db,
    rows.map(row => ({ ...givenBy(row), code: null, codeId: null })),
    among,
  )
  return promotion ?? null
}

async function withProducts(
  db: DbOrTx,
  promotions: readonly Omit<LivePromotion, 'productIds'>[],
  among: Asked['among'],
): Promise<LivePromotion[]> {
  const named = (of: 'products' | 'categories') => [
    ...new Set(promotions.flatMap(({ conditions }) => conditions[of] ?? [])),
  ]
  const [products, categories] = [named('products'), named('categories')]
  const isNamed = products.length + categories.length > 0
  const found = isNamed ? await findNamedProducts(db, { products, categories, among }) : []
  return promotions.map(promotion => {
    const { products, categories } = promotion.conditions
    if (!products && !categories) return { ...promotion, productIds: null }
    const about = found.filter(
      ({ slug, category }) =>
        products?.includes(slug) || (category !== null && categories?.includes(category)),
    )
    return { ...promotion, productIds: new Set(about.map(({ productId }) => productId)) }
  })
}

function refusal(code: string, why: RefusedCode['why'], startsAt: string | null): RefusedCode {
  const shown = code.slice(0, SHOWN_MOST)
  return { code: shown, why, sentence: sentences[why](shown, startsAt) }
}

const sentences: Record<RefusedCode['why'], (code: string, startsAt: string | null) => string> = {
  unknown: code => `There is no code ${code}. Look whether it is typed correctly.`,
  ended: code => `The code ${code} is over.`,
  not_yet: (code, startsAt) =>
    startsAt
      ? `The code ${code} is good from ${formatDateTime(startsAt, { timeZone: SHOP_TIME_ZONE })}, by London time.`
      : `The code ${code} is not good yet.`,
  used_up: code => `The code ${code} has been used up.`,
  paused: code => `The code ${code} cannot be used at the moment.`,
}
