import { QueryClient } from '@tanstack/react-query'
import superjson from 'superjson'
import { retryAfterOf } from './retry-after.ts'

/** Data from the server is fresh enough not to be fetched again while the page wakes up. */
const FRESH_MS = 30_000

/** After the first failure; a query that is told to wait, waits. */
const MORE_TRIES = 2

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: FRESH_MS,
        retry: (failed, error) => failed < MORE_TRIES && retryAfterOf(error) === null,
      },
      dehydrate: { serializeData: superjson.serialize },
      hydrate: { deserializeData: superjson.deserialize },
    },
  })
}
