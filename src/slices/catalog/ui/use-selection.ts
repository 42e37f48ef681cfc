'use client'

import { parseAsString, useQueryStates } from 'nuqs'
import { optionNames } from '#slices/catalog/option-words.ts'
import type { Product } from '#slices/catalog/product.ts'
import { choiceOf } from '#slices/catalog/selection.ts'

/** The choice on a product's page. The address holds it (`?colour=Moss`), but Back still leaves the page. */
export function useSelection(product: Product) {
  const names = optionNames(product.variants)
  const parsers = Object.fromEntries(names.map(name => [name, parseAsString]))
  const urlKeys = Object.fromEntries(names.map(name => [name, name.toLowerCase()]))
  const [wanted, setWanted] = useQueryStates(parsers, { urlKeys, history: 'replace', scroll: false })
  return {
    choice: choiceOf(product, wanted),
    choose: (name: string, value: string) => void setWanted({ [name]: value }),
  }
}
