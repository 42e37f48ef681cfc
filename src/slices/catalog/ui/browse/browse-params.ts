import {
  createLoader,
  type inferParserType,
  parseAsArrayOf,
  parseAsBoolean,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server'
import { maskCardNumbers } from '#platform/fields/card-numbers.ts'
import { type BrowseInput, MAX_PAGE, MAX_QUERY_LENGTH, sorts } from '#slices/catalog/browsing.ts'

const MAX_VALUES = 20
const MAX_VALUE_LENGTH = 40

/** What a list shows, from its address: `?colour=Blue,Moss&stock=true&sort=price-up&page=2`. */
export const browseParams = {
  colour: parseAsArrayOf(parseAsString).withDefault([]),
  size: parseAsArrayOf(parseAsString).withDefault([]),
  price: parseAsArrayOf(parseAsString).withDefault([]),
  stock: parseAsBoolean.withDefault(false),
  sort: parseAsStringLiteral(sorts).withDefault('best'),
  page: parseAsInteger.withDefault(1),
  /** True when the search uses the words as typed, without corrections. */
  typed: parseAsBoolean.withDefault(false),
}

export type BrowseParams = inferParserType<typeof browseParams>

export const loadBrowseParams = createLoader(browseParams)

/** The source of the products: a category, a search, or everything when both are missing. */
export type BrowseScope = Pick<BrowseInput, 'category' | 'query'>

/** The pages that the address asks for, one query each, so that a longer list loads only the new page. */
export function browseInputs(scope: BrowseScope, params: BrowseParams): BrowseInput[] {
  const filters = {
    colours: tidy(params.colour),
    sizes: tidy(params.size),
    prices: tidy(params.price),
    inStock: params.stock,
  }
  const pages = Math.min(Math.max(params.page, 1), MAX_PAGE)
  return Array.from({ length: pages }, (_, index) => ({
    ...scope,
    ...(scope.query !== undefined && params.typed && { asTyped: true }),
    filters,
    sort: params.sort,
    page: index + 1,
  }))
}

// People can write anything into an address, so the page asks the shop only what it can answer.
const tidy = (values: string[]) =>
  values
    .filter(value => value.length > 0 && value.length <= MAX_VALUE_LENGTH && maskCardNumbers(value) === value)
    .slice(0, MAX_VALUES)

/** The search words from the address. A pasted card number is removed and never sent to the shop. */
export function queryIn(q: string | string[] | undefined): string {
  return maskCardNumbers([q].flat().join(' '), '').trim().slice(0, MAX_QUERY_LENGTH)
}
