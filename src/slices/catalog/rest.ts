import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { daySchema } from '#platform/fields/day-schema.ts'
import { searchField } from '#platform/fields/fields.ts'
import { optionally } from '#platform/fields/optionally.ts'
import { env } from '#platform/lib/env.ts'
import { CursorUnreadable } from '#platform/lib/pages.ts'
import { invalid } from '#platform/rest/problem.ts'
import {
  missing,
  ourFailures,
  problemResponses,
  rateLimited,
  validationFailed,
} from '#platform/rest/problem-schemas.ts'
import { limited, limitField, moneyAnswer, type RestEnv, restRoutes } from '#platform/rest/routes.ts'
import { optionWords } from './option-words.ts'
import type { Product, Reduction } from './product.ts'
import { readProduct } from './queries.ts'
import { catalogLimits } from './rate-limits.ts'
import { listProducts } from './rest-queries.ts'

/** A cache on the way may keep prices and stock this long. The order itself reads both again. */
const CACHED = { 'cache-control': 'public, max-age=15, stale-while-revalidate=60' }

const USUAL_LIMIT = 24
const MAX_LIMIT = 100

const reductionAnswer = {
  compareAtPrice: moneyAnswer
    .clone()
    .optional()
    .openapi({ description: 'What was charged before the sale. Left out: no sale runs.' }),
  lowestPrice30Days: moneyAnswer.clone().optional().openapi({
    description: 'The lowest price of the 30 days before the sale (Directive 98/6/EC, article 6a).',
  }),
}

const listRoute = createRoute({
  method: 'get',
  path: '/products',
  middleware: limited(catalogLimits.search),
  operationId: 'listProducts',
  tags: ['Catalogue'],
  summary: 'Products, all of them or those that a query or category finds',
  security: [],
  request: {
    query: z.object({
      query: optionally(
        searchField().openapi({
          description: 'What a shopper would type; spelling may be off.',
          example: 'stoneware vase',
        }),
      ),
      category: optionally(
        z.string().max(100).openapi({ description: "A category's slug.", example: 'tableware' }),
      ),
      cursor: optionally(
        z
          .string()
          .max(200)
          .openapi({ description: '`nextCursor` of the page before, with the same query and category.' }),
      ),
      limit: limitField({ usual: USUAL_LIMIT, most: MAX_LIMIT }),
    }),
  },
  responses: {
    200: {
      description: 'A page of products. `nextCursor` is null on the last one.',
      content: {
        'application/json': {
          schema: z
            .object({
              products: z.array(
                z
                  .object({
                    slug: z.string(),
                    name: z.string(),
                    priceFrom: moneyAnswer,
                    ...reductionAnswer,
                    image: z.url().nullable(),
                  })
                  .openapi('ListedProduct'),
              ),
              nextCursor: z.string().nullable(),
            })
            .openapi('ProductPage', {
              example: {
                products: [
                  {
                    slug: 'bottle-vase',
                    name: 'Bottle vase',
                    priceFrom: { amount: 2_800, currency: 'GBP' },
                    image: 'http://localhost:3000/pictures/bottle-vase.clay.front.svg',
                  },
                ],
                nextCursor: null,
              },
            }),
        },
      },
    },
    ...problemResponses([validationFailed, rateLimited, ...ourFailures]),
  },
})

const productRoute = createRoute({
  method: 'get',
  path: '/products/{slug}',
  middleware: limited(catalogLimits.search),
  operationId: 'getProduct',
  tags: ['Catalogue'],
  summary: 'A product with its variants, their prices and how many can be bought now',
  security: [],
  request: { params: z.object({ slug: z.string().max(200).openapi({ example: 'bottle-vase' }) }) },
  responses: {
    200: {
      description: 'The product. `available`: units on the shelf that can be bought now.',
      content: {
        'application/json': {
          schema: z
            .object({
              slug: z.string(),
              name: z.string(),
              description: z.string(),
              variants: z.array(
                z.object({
                  sku: z.string(),
                  name: z.string(),
                  price: moneyAnswer,
                  ...reductionAnswer,
                  available: z.int().min(0),
                  expectedOn: daySchema.optional().openapi({
                    description:
                      'The day on which stock is expected, when it can be ordered beyond what is available. Left out: it cannot.',
                  }),
                }),
              ),
            })
            .openapi('Product', {
              example: {
                slug: 'bottle-vase',
                name: 'Bottle vase',
                description: 'Thrown in two parts.',
                variants: [
                  {
                    sku: 'VAS-BOT-CLY',
                    name: 'Clay',
                    price: { amount: 2_800, currency: 'GBP' },
                    available: 12,
                  },
                ],
              },
            }),
        },
      },
    },
    ...problemResponses([missing, rateLimited, ...ourFailures]),
  },
})

/** The products on sale, with their stock. */
export function catalogRest(): OpenAPIHono<RestEnv> {
  const routes = restRoutes()
  routes.openapi(listRoute, async c => {
    const ctx = c.get('ctx')
    const page = await listProducts(ctx.db, c.req.valid('query')).catch(error => {
      if (error instanceof CursorUnreadable)
        throw invalid([
          {
            path: 'cursor',
            message: 'Send the nextCursor of the page before, with the same query and category',
          },
        ])
      throw error
    })
    const products = page.products.map(({ slug, name, priceFromMinor, currency, imageUrl, reduction }) => ({
      slug,
      name,
      priceFrom: { amount: priceFromMinor, currency },
      ...reducedOf(reduction),
      image: imageUrl && new URL(imageUrl, env().shopUrl).href,
    }))
    return c.json({ products, nextCursor: page.nextCursor }, 200, CACHED)
  })
  routes.openapi(productRoute, async c => {
    const ctx = c.get('ctx')
    return c.json(answerOf(await readProduct(ctx.db, c.req.valid('param').slug)), 200, CACHED)
  })
  return routes
}

const reducedOf = (reduction: Reduction | null) =>
  reduction && { compareAtPrice: reduction.before, lowestPrice30Days: reduction.lowest }

function answerOf({ slug, name, description, variants }: Product) {
  return {
    slug,
    name,
    description,
    variants: variants.map(({ sku, options, price, reduction, available, later }) => ({
      sku,
      name: optionWords(options) || name,
      price,
      ...reducedOf(reduction),
      available,
      ...(later && { expectedOn: later.expectedOn }),
    })),
  }
}
