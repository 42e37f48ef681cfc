'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'

/** After signing in or out: nothing that was fetched for the visitor before stays, and `next` replaces this page. */
export function useEnter(next: string) {
  const router = useRouter()
  const queryClient = useQueryClient()
  return () => {
    queryClient.clear()
    router.replace(next)
    router.refresh()
  }
}
