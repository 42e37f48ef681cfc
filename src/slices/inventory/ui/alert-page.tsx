'use client'

import { useMutation } from '@tanstack/react-query'
import { useTRPC } from '#platform/trpc/client.tsx'
import { Button } from '#platform/ui/button.tsx'
import { ButtonLink } from '#platform/ui/button-link.tsx'
import { MailedLink } from '#platform/ui/mailed-link.tsx'
import { itemName } from '#slices/catalog/option-words.ts'
import { Picture } from '#slices/catalog/ui/picture.tsx'
import type { StockAlert } from '#slices/inventory/alerts/alert-queries.ts'

export type AlertPageProps = { alertId: string; token: string; alert: StockAlert }

/** The page behind the links in the mails: shoppers confirm their address or delete it, each with one press. */
export function AlertPage({ alertId, token, alert }: AlertPageProps) {
  const trpc = useTRPC()
  const confirm = useMutation(trpc.inventory.confirmAlert.mutationOptions())
  const remove = useMutation(trpc.inventory.removeAlert.mutationOptions())
  const item = itemName(alert.name, alert.options)
  const failed = confirm.error ?? remove.error
  const state = remove.isSuccess
    ? 'removed'
    : confirm.isSuccess || alert.confirmedAt
      ? alert.toldAt
        ? 'told'
        : 'waiting'
      : 'asked'
  const { title, sentence } = words(state, { item, email: alert.email })

  return (
    <MailedLink
      title={title}
      sentence={sentence}
      failed={failed}
      isDone={confirm.isSuccess || remove.isSuccess}
      above={
        <Picture
          src={alert.imageUrl ?? '/pictures/placeholder.svg'}
          alt=""
          width={200}
          height={200}
          className="size-50 rounded-card bg-sunken"
        />
      }
      buttons={
        <>
          {state === 'asked' && (
            <Button
              size="lg"
              pending={confirm.isPending}
              pendingLabel="Confirming…"
              onClick={() => confirm.mutate({ alertId, token })}
            >
              Yes, email me
            </Button>
          )}
          {state === 'told' && alert.available > 0 && (
            <ButtonLink size="lg" href={`/products/${alert.slug}`}>
              See it in the shop
            </ButtonLink>
          )}
          {state !== 'removed' && (
            <Button
              size="lg"
              variant="secondary"
              pending={remove.isPending}
              pendingLabel="Deleting…"
              onClick={() => remove.mutate({ alertId, token })}
            >
              Delete my address
            </Button>
          )}
          {state === 'removed' && (
            <ButtonLink size="lg" variant="secondary" href="/categories/all">
              Keep shopping
            </ButtonLink>
          )}
        </>
      }
    />
  )
}

function words(
  state: 'asked' | 'waiting' | 'told' | 'removed',
  { item, email }: { item: string; email: string },
): { title: string; sentence: string } {
  switch (state) {
    case 'asked':
      return {
        title: 'Shall we email you when it’s back?',
        sentence: `One email to ${email}, as soon as ${item} can be bought again.`,
      }
    case 'waiting':
      return { title: 'You’re on the list', sentence: `We’ll email ${email} once, when ${item} is back.` }
    case 'told':
      return { title: 'We’ve emailed you', sentence: `${item} came back, and we wrote to ${email}.` }
    case 'removed':
      return { title: 'Your address is deleted', sentence: `We won’t email you about ${item}.` }
  }
}
