import type { HotQueries, HotQuery } from '#proof/testing/hot-query.ts'
import { browseInput } from './browse-input.ts'
import { browseProducts } from './browse-products.ts'
import {
  readCategories,
  readFeatured,
  readNewest,
  readProduct,
  readRelated,
  readSlugs,
  suggestProducts,
} from './queries.ts'
import { listProducts } from './rest-queries.ts'

export const hotQueries: HotQueries = ({ slug, sku, category, word }) => {
  const browse = (name: string, input: Parameters<typeof browseInput.parse>[0]): HotQuery => ({
    name: `catalogue, ${name}`,
    run: db => browseProducts(db, browseInput.parse(input)),
  })
  return [
    browse('everything', {}),
    browse('a category', { category }),
    browse('a category, blue', { category, filters: { colours: ['Blue'] } }),
    browse('a category by price', { category, sort: 'price-up' }),
    browse('a category, newest', { category, sort: 'newest' }),
    browse('search for a product', { query: `${word} bowl` }),
    browse('search for what many are called', { query: 'oak' }),
    browse('search, misspelt', { query: 'stonware bwol' }),
    browse('search for nothing', { query: 'xylophone' }),
    browse('search for a SKU', { query: sku }),
    { name: 'suggestions for two letters', run: db => suggestProducts(db, 'st', 7) },
    { name: 'a product', run: db => readProduct(db, slug) },
    { name: 'others like it', run: db => readRelated(db, slug, 4) },
    { name: 'the categories', run: db => readCategories(db) },
    { name: 'the newest', run: db => readNewest(db, 8) },
    { name: 'the featured', run: db => readFeatured(db, 8) },
    { name: 'the sitemap of a category', run: db => readSlugs(db, category) },
    { name: 'REST products', run: db => listProducts(db, { limit: 20 }) },
    { name: 'REST products of a category', run: db => listProducts(db, { category, limit: 20 }) },
  ]
}
