import type { AnswerPage } from './answer-pages.ts'
import type { ProductCard } from './product.ts'

/** `best` is the shop's own order in a category and relevance in a search. */
export const sorts = ['best', 'price-up', 'price-down', 'newest'] as const
export type Sort = (typeof sorts)[number]

export const PAGE_SIZE = 24
/** Twenty pages are 480 products. A filter helps more than further pages. */
export const MAX_PAGE = 20
export const MAX_QUERY_LENGTH = 100

/** In pence, from (inclusive) and to (exclusive). */
export const priceBands = [
  { value: 'under-20', label: 'Under £20', fromMinor: 0, toMinor: 2_000 },
  { value: '20-to-40', label: '£20 to £40', fromMinor: 2_000, toMinor: 4_000 },
  { value: '40-to-70', label: '£40 to £70', fromMinor: 4_000, toMinor: 7_000 },
  { value: 'over-70', label: '£70 and over', fromMinor: 7_000, toMinor: null },
] as const

/** Values of one kind widen the choice and further kinds narrow it: (Blue or Moss) and (Large) and in stock, in one variant. */
export type ProductFilters = { colours: string[]; sizes: string[]; prices: string[]; inStock: boolean }

export type BrowseInput = {
  category?: string | undefined
  query?: string | undefined
  /** Search for the words as typed, even for words that no product has. */
  asTyped?: boolean | undefined
  filters: ProductFilters
  sort: Sort
  page: number
}

export type FacetValue = { value: string; label: string; count: number }
/** The values that can still be chosen, each with the number of products it would show. */
export type Facets = { colours: FacetValue[]; sizes: FacetValue[]; prices: FacetValue[]; inStock: number }

/** What a search did with its words. */
export type SearchOutcome = {
  /** The words that the search used. They differ from the query when `kind` is not `exact`. */
  words: string
  /** `corrected`: a word was misspelt. `loosened`: no product has all the words, but these have some. */
  kind: 'exact' | 'corrected' | 'loosened' | 'nothing'
  /** Pages of the shop that answer the question, such as how to return something. */
  pages: AnswerPage[]
}

export type Browsed = { products: ProductCard[]; total: number; facets: Facets; search: SearchOutcome | null }
