'use client'

import { useSuspenseQueries } from '@tanstack/react-query'
import { useQueryStates } from 'nuqs'
import { useDeferredValue } from 'react'
import { useTRPC } from '#platform/trpc/client.tsx'
import { type BrowseParams, type BrowseScope, browseInputs, browseParams } from './browse-params.ts'

export type ListKind = 'colour' | 'size' | 'price'

/** The list that the address describes, and functions that change the address. */
export function useBrowse(scope: BrowseScope) {
  const trpc = useTRPC()
  const [params, setParams] = useQueryStates(browseParams, { history: 'push', scroll: false })
  // The current list stays on the screen until the next one has arrived.
  const settled = useDeferredValue(params)
  const pages = useSuspenseQueries({
    queries: browseInputs(scope, settled).map(input => trpc.catalog.browse.queryOptions(input)),
  })
  const [first] = pages
  if (!first) throw new Error('Impossible: a list without a first page')
  const change = (changes: Partial<BrowseParams>) => void setParams({ ...changes, page: null })

  return {
    params,
    chosenCount: params.colour.length + params.size.length + params.price.length + (params.stock ? 1 : 0),
    pending: settled !== params,
    products: pages.flatMap(page => page.data.products),
    total: first.data.total,
    facets: first.data.facets,
    search: first.data.search,
    change,
    toggle(kind: ListKind, value: string) {
      const chosen = params[kind]
      change({
        [kind]: chosen.includes(value) ? chosen.filter(other => other !== value) : [...chosen, value],
      })
    },
    clear: () => change({ colour: [], size: [], price: [], stock: false }),
    more: () => void setParams({ page: params.page + 1 }, { history: 'replace' }),
  }
}

export type Browse = ReturnType<typeof useBrowse>
