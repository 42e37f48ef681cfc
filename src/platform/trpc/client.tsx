'use client'

import { QueryClientProvider } from '@tanstack/react-query'
import { createTRPCClient, httpBatchLink } from '@trpc/client'
import { createTRPCContext } from '@trpc/tanstack-react-query'
import { type ReactNode, useState } from 'react'
import type { AppRouter } from '#run/web/trpc-root.ts'
import { withLimit } from './answer-limit.ts'
import { MAX_BATCHED } from './batch.ts'
import { deskLink } from './desk-link.ts'
import { createQueryClient } from './query-client.ts'
import { watchShutOut } from './shut-out.ts'
import { transformer } from './transformer.ts'

export const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>()

let browserQueryClient: ReturnType<typeof createQueryClient> | undefined

function queryClient() {
  if (typeof window === 'undefined') return createQueryClient()
  browserQueryClient ??= createQueryClient()
  return browserQueryClient
}

export function Trpc({ children }: { children: ReactNode }) {
  const client = queryClient()
  const [trpc] = useState(() =>
    createTRPCClient<AppRouter>({
      links: [
        watchShutOut,
        deskLink,
        httpBatchLink({
          url: '/api/trpc',
          transformer,
          maxItems: MAX_BATCHED,
          fetch: (url, options) =>
            fetch(url, {
              ...options,
              // A change arrives even when the shopper leaves the page right after the press.
              keepalive: options?.method === 'POST',
              signal: withLimit(options?.signal),
            }),
        }),
      ],
    }),
  )
  return (
    <QueryClientProvider client={client}>
      <TRPCProvider trpcClient={trpc} queryClient={client}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  )
}
