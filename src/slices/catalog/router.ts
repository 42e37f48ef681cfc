import { z } from 'zod'
import { searchField } from '#platform/fields/fields.ts'
import { publicProcedure, router } from '#platform/trpc/init.ts'
import { browseInput } from './browse-input.ts'
import { browseProducts } from './browse-products.ts'
import { MAX_QUERY_LENGTH } from './browsing.ts'
import {
  readCategories,
  readFeatured,
  readNewest,
  readOffers,
  readProduct,
  readRelated,
  readSlugs,
  suggestProducts,
} from './queries.ts'
import { catalogLimits } from './rate-limits.ts'

const few = z.object({ limit: z.int().min(1).max(24) })
const slug = z.string().min(1).max(80)
const SUGGESTIONS = 7

export const catalogRouter = router({
  categories: publicProcedure.query(({ ctx }) => readCategories(ctx.db)),
  featured: publicProcedure.input(few).query(({ ctx, input }) => readFeatured(ctx.db, input.limit)),
  newest: publicProcedure.input(few).query(({ ctx, input }) => readNewest(ctx.db, input.limit)),
  browse: publicProcedure
    .meta({ limit: catalogLimits.search })
    .input(browseInput)
    .query(({ ctx, input }) => browseProducts(ctx.db, input)),
  product: publicProcedure
    .input(z.object({ slug }))
    .query(({ ctx, input }) => readProduct(ctx.db, input.slug)),
  offers: publicProcedure.input(z.object({ slug })).query(({ ctx, input }) => readOffers(ctx.db, input.slug)),
  related: publicProcedure
    .input(few.extend({ slug }))
    .query(({ ctx, input }) => readRelated(ctx.db, input.slug, input.limit)),
  slugs: publicProcedure
    .input(z.object({ category: slug.nullable() }))
    .query(({ ctx, input }) => readSlugs(ctx.db, input.category)),
  suggest: publicProcedure
    .meta({ limit: catalogLimits.search })
    .input(z.object({ query: searchField(MAX_QUERY_LENGTH) }))
    .query(({ ctx, input }) => suggestProducts(ctx.db, input.query, SUGGESTIONS)),
})
