'use client'

import { useSuspenseQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTRPC } from '#platform/trpc/client.tsx'
import { type BotCheck, LEAST_MS } from '#slices/orders/placing/bot-check-input.ts'
import type { ChallengeControl } from './challenge-box.tsx'

const wait = (ms: number) => new Promise<void>(done => setTimeout(done, ms))

/**
 * The proof that a person sent the order. A person who is faster than the shop believes, because the browser filled in
 * everything, waits that second here and need not press twice.
 */
export function useBotCheck() {
  const trpc = useTRPC()
  const { data: form } = useSuspenseQuery({ ...trpc.orders.form.queryOptions(), staleTime: Infinity })
  const [seenAt] = useState(() => performance.now())
  const trap = useRef<HTMLInputElement>(null)
  const challenge = useRef<ChallengeControl>(null)

  async function check(): Promise<BotCheck> {
    await wait(Math.max(0, seenAt + LEAST_MS - performance.now()))
    const token = await challenge.current?.answer()
    return {
      ticket: form.ticket,
      homepage: trap.current?.value ?? '',
      ...(token && { challenge: token }),
    }
  }

  return { check, trap, challenge, widget: form.challenge }
}

export type LiveBotCheck = ReturnType<typeof useBotCheck>
