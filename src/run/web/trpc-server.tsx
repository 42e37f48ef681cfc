import { dehydrate, type FetchQueryOptions, HydrationBoundary } from '@tanstack/react-query'
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query'
import { headers } from 'next/headers'
import { cache, type ReactNode } from 'react'
import { createRequestCtx } from '#platform/trpc/init.ts'
import { createQueryClient } from '#platform/trpc/query-client.ts'
import { appRouter } from './trpc-root.ts'

const queryClient = cache(createQueryClient)

const pageCtx = cache(async () =>
  createRequestCtx({ headers: await headers(), answerHeaders: null, goOn: () => {}, isPage: true }),
)

/** Query options for server components: `await prefetch(trpc.catalog.product.queryOptions({ slug }))`. */
export const trpc = createTRPCOptionsProxy({ ctx: pageCtx, router: appRouter, queryClient })

/** The procedures themselves, for data that a page needs before it renders: `await (await api()).catalog.product(…)`. */
export const api = cache(async () => appRouter.createCaller(await pageCtx()))

/** Fetches into this request's cache, from which `Hydrated` hands it to the browser. */
export async function prefetch(
  ...queries: { queryKey: readonly unknown[]; queryFn?: unknown }[]
): Promise<void> {
  // Each query has types of its own, which a list of several cannot keep.
  await Promise.all(queries.map(query => queryClient().prefetchQuery(query as FetchQueryOptions)))
}

export function Hydrated({ children }: { children: ReactNode }) {
  return <HydrationBoundary state={dehydrate(queryClient())}>{children}</HydrationBoundary>
}
