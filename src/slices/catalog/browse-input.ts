import { z } from 'zod'
import { searchField } from '#platform/fields/fields.ts'
import { type BrowseInput, MAX_PAGE, MAX_QUERY_LENGTH, sorts } from './browsing.ts'

const chosen = z.array(z.string().min(1).max(40)).max(20).default([])

const productFilters = z.object({
  colours: chosen,
  sizes: chosen,
  prices: chosen,
  inStock: z.boolean().default(false),
})

/** The input of a list. It has its own file, because every page of the shop loads the rest of browsing into the browser. */
export const browseInput = z.object({
  category: z.string().max(80).optional(),
  query: searchField(MAX_QUERY_LENGTH).optional(),
  asTyped: z.boolean().optional(),
  filters: productFilters.prefault({}),
  sort: z.enum(sorts).default('best'),
  page: z.int().min(1).max(MAX_PAGE).default(1),
}) satisfies z.ZodType<BrowseInput>
