'use client'

import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { useTRPC } from '#platform/trpc/client.tsx'
import { Banner } from '#platform/ui/banner.tsx'
import { Button } from '#platform/ui/button.tsx'
import type { ReturnStanding } from '#slices/returns/standing.ts'
import { ReturnSoFar } from './return-card.tsx'
import { ReturnForm } from './return-form.tsx'
import type { ShownReturn } from './return-words.ts'

/** While a label is drawn, and afterwards. */
const [LOOK_SOON_MS, LOOK_AGAIN_MS] = [2_000, 30_000]

const everyMs = (standing: ReturnStanding | undefined) =>
  standing?.returns.some(({ label, isLabelReady }) => label && !isLabelReady) ? LOOK_SOON_MS : LOOK_AGAIN_MS

/** What the shopper sends back: the form, and how each return stands. */
export function ReturnPage({ orderId, token }: { orderId: string; token: string | undefined }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const key = { orderId, ...(token && { token }) }
  const { data } = useSuspenseQuery(
    trpc.returns.standing.queryOptions(key, { refetchInterval: query => everyMs(query.state.data) }),
  )
  // Made once a return: a press that is sent again is the same one.
  const [id, setId] = useState(() => uuidv7())
  const [opened, setOpened] = useState<string>()
  const keep = (after: ReturnStanding) => queryClient.setQueryData(trpc.returns.standing.queryKey(key), after)
  const ask = useMutation(
    trpc.returns.ask.mutationOptions({
      onSuccess(after) {
        keep(after)
        setOpened(id)
        setId(uuidv7())
        window.scrollTo({ top: 0 })
      },
    }),
  )
  const cancel = useMutation(trpc.returns.cancel.mutationOptions({ onSuccess: keep }))
  const back = `/orders/${orderId}${token ? `?token=${encodeURIComponent(token)}` : ''}`
  const found = data.returns.find(one => one.id === opened)
  const earlier = data.returns.filter(one => one !== found).toReversed()
  return (
    <div className="flex flex-col gap-8">
      <div className="flex flex-col gap-3">
        <p>
          <Link className="link" href={back}>
            Back to order {data.order.number}
          </Link>
        </p>
        <h1>Send something back</h1>
      </div>
      {found && (
        <Banner tone="success" live="polite" title="We have your return">
          Its number is <span className="tabular whitespace-nowrap font-medium">{found.number}</span>. We have
          written to you as well.
        </Banner>
      )}
      {found && <ReturnSoFar found={found} />}
      {data.whyNot ? (
        !found && <Banner tone="info">{data.whyNot}</Banner>
      ) : (
        <ReturnForm
          key={id}
          creditAs={data.creditAs}
          lines={data.lines.filter(({ left }) => left > 0)}
          pending={ask.isPending}
          failure={ask.error?.message}
          isAnother={found !== undefined}
          onDone={lines => ask.mutate({ ...key, id, lines })}
        />
      )}
      {earlier.length > 0 && (
        <section aria-labelledby="so-far" className="flex flex-col gap-5">
          <h2 id="so-far" className="text-xl">
            Your returns so far
          </h2>
          {cancel.error && <Banner tone="danger">{cancel.error.message}</Banner>}
          {earlier.map(one => (
            <ReturnSoFar key={one.id} found={one}>
              {mayCancel(one) && (
                <Button
                  variant="quiet"
                  size="sm"
                  pending={cancel.isPending}
                  onClick={() => cancel.mutate({ ...key, id: one.id })}
                >
                  Keep it after all
                </Button>
              )}
            </ReturnSoFar>
          ))}
        </section>
      )}
    </div>
  )
}

const mayCancel = ({ state, fromWithdrawal }: ShownReturn) =>
  !fromWithdrawal && (state === 'requested' || state === 'approved')
