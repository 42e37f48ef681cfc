'use client'

import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTRPC, useTRPCClient } from '#platform/trpc/client.tsx'
import { SENTENCE } from '#slices/letters/sentence.ts'

/**
 * The box at the checkout. It is empty each time the page loads, since only a tick that somebody makes is a yes. It goes beside the
 * order: when it cannot be noted, the order is placed all the same.
 */
export function useLetterBox() {
  const client = useTRPCClient()
  const { data: isOffered = false } = useQuery(useTRPC().letters.isOffered.queryOptions())
  const [ticked, tick] = useState(false)
  // A second press of Pay for the same address asks no second time.
  const asked = useRef<string>(undefined)

  function ask(email: string) {
    if (!ticked || !isOffered || asked.current === email) return
    asked.current = email
    void client.letters.askAtCheckout.mutate({ email, sentence: SENTENCE.version }).catch(() => null)
  }
  return { isOffered, ticked, tick, words: SENTENCE.words, ask }
}
