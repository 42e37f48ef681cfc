import { createLoader, createSerializer, parseAsString } from 'nuqs/server'
import { z } from 'zod'
import { LIMITS } from '#platform/fields/limits.ts'

/** The list's address: the search, and the product at which the page begins or ends. */
export const productsParams = {
  q: parseAsString.withDefault(''),
  after: parseAsString,
  before: parseAsString,
}

export const loadProductsParams = createLoader(productsParams)
export const productsHref = createSerializer(productsParams)

type ProductsParams = Awaited<ReturnType<typeof loadProductsParams>>

const idIn = (text: string | null) => z.uuid().safeParse(text).data ?? null

export function productsInputOf({ q, after, before }: ProductsParams) {
  return {
    search: q.trim().slice(0, LIMITS.search),
    after: before ? null : idIn(after),
    before: idIn(before),
  }
}
