import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { v7 as uuidv7 } from 'uuid'
import { inAudit } from '#platform/audit/audited.ts'
import type { DbOrTx } from '#platform/db/client.ts'
import { jsonBody } from '#platform/rest/json-body.ts'
import { json } from '#platform/rest/json-content.ts'
import { keyed, letIn, letInToWrite, ofStaff } from '#platform/rest/keyed.ts'
import { notFound } from '#platform/rest/problem.ts'
import { conflict, missing, problemResponses, validationFailed } from '#platform/rest/problem-schemas.ts'
import { moneyAnswer, type RestEnv, restRoutes } from '#platform/rest/routes.ts'
import { auditedProduct, auditedVariant } from '../audited.ts'
import { changeProduct } from './change-product.ts'
import { createProduct } from './create-product.ts'
import { idIn, pictureAnswerOf, picturesRest } from './pictures-rest.ts'
import { type DeskProduct, listDeskProducts, readDeskProduct } from './product-queries.ts'
import {
  listAnswer,
  listQuery,
  newProductBody,
  priceBody,
  productAnswer,
  productChangeBody,
  productParams,
  skuParams,
} from './rest-schemas.ts'
import { salesRest } from './sales/rest.ts'
import { setPrice } from './set-price.ts'

const listRoute = createRoute({
  ...ofStaff,
  method: 'get',
  path: '/admin/products',
  operationId: 'listProductsOfStaff',
  summary: 'Products, newest first, drafts among them',
  middleware: keyed('products.read'),
  request: { query: listQuery },
  responses: {
    200: {
      description: 'A page of products. `nextCursor` is null on the last one.',
      content: json(listAnswer),
    },
    ...problemResponses([validationFailed, ...letIn]),
  },
})

const createProductRoute = createRoute({
  ...ofStaff,
  method: 'post',
  path: '/admin/products',
  operationId: 'createProduct',
  summary: 'Create a product with its variants',
  description:
    'A SKU that the shop has already is refused with `conflict`, so sending it twice makes one product.',
  middleware: [keyed('products.write'), jsonBody],
  request: { body: { required: true, content: json(newProductBody) } },
  responses: {
    201: { description: 'The product.', content: json(productAnswer) },
    ...problemResponses([conflict, ...letInToWrite]),
  },
})

const changeRoute = createRoute({
  ...ofStaff,
  method: 'patch',
  path: '/admin/products/{id}',
  operationId: 'changeProduct',
  summary: 'Change a product, publish it or hide it',
  middleware: [keyed('products.write'), jsonBody],
  request: { params: productParams, body: { required: true, content: json(productChangeBody) } },
  responses: {
    200: { description: 'The product as it now stands.', content: json(productAnswer) },
    ...problemResponses([missing, conflict, ...letInToWrite]),
  },
})

const priceRoute = createRoute({
  ...ofStaff,
  method: 'put',
  path: '/admin/variants/{sku}/price',
  operationId: 'setPrice',
  summary: 'Set the price of a variant from now on',
  description: 'Safe to repeat. Orders keep the price that they were placed at.',
  middleware: [keyed('prices.write'), jsonBody],
  request: { params: skuParams, body: { required: true, content: json(priceBody) } },
  responses: {
    200: {
      description: 'The price as it now stands.',
      content: json(z.object({ sku: z.string(), price: moneyAnswer }).openapi('PriceOfVariant')),
    },
    ...problemResponses([missing, ...letInToWrite]),
  },
})

/** The desk's verbs on products and prices, for programs with a key. */
export function staffCatalogRest(): OpenAPIHono<RestEnv> {
  const routes = restRoutes()
  routes.openapi(listRoute, async c => {
    const { query, cursor, limit } = c.req.valid('query')
    const asked = { search: query ?? '', after: cursor ?? null, before: null, size: limit }
    const { rows, nextAfter } = await listDeskProducts(c.get('ctx').db, asked)
    return c.json({ products: rows.map(answerOf), nextCursor: nextAfter }, 200)
  })
  routes.openapi(createProductRoute, async c => {
    const ctx = c.get('ctx')
    const id = uuidv7()
    const product = c.req.valid('json')
    await inAudit(ctx, { action: 'products.create', to: auditedProduct, id }, ctx =>
      createProduct(ctx, { id, ...product }),
    )
    return c.json(await readAnswer(ctx.db, id), 201)
  })
  routes.openapi(changeRoute, async c => {
    const ctx = c.get('ctx')
    const id = idIn(c.req.valid('param').id)
    const change = c.req.valid('json')
    await inAudit(ctx, { action: 'products.change', to: auditedProduct, id }, ctx =>
      changeProduct(ctx, { id, ...change }),
    )
    return c.json(await readAnswer(ctx.db, id), 200)
  })
  routes.openapi(priceRoute, async c => {
    const ctx = c.get('ctx')
    const { sku } = c.req.valid('param')
    const price = c.req.valid('json')
    await inAudit(ctx, { action: 'prices.set', to: auditedVariant, id: sku }, ctx =>
      setPrice(ctx, { sku, ...price }),
    )
    return c.json({ sku, price }, 200)
  })
  return routes.route('/', picturesRest()).route('/', salesRest())
}

async function readAnswer(db: DbOrTx, id: string) {
  const product = await readDeskProduct(db, id)
  if (!product) throw notFound()
  return answerOf(product)
}

const answerOf = ({ variants, pictures, ...product }: DeskProduct) => ({
  ...product,
  variants: variants.map(({ variantId: _, ...variant }) => variant),
  pictures: pictures.map(pictureAnswerOf),
})
