'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'

/** Runs after signing in or out: it drops everything that was fetched for the earlier visitor, and `next` replaces this page. */
export function useEnter(next: string) {
  const router = useRouter()
  const queryClient = useQueryClient()
  return () => {
    queryClient.clear()
    router.replace(next)
    router.refresh()
  }
}
