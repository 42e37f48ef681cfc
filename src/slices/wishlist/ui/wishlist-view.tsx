'use client'

import { useRef } from 'react'
import { Banner } from '#platform/ui/banner.tsx'
import { ButtonLink } from '#platform/ui/button-link.tsx'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { notify } from '#platform/ui/notify.ts'
import type { WishedProduct } from '#slices/wishlist/wish.ts'
import { useChangeWishes, useWishes } from './use-wishes.ts'
import { WishRow } from './wish-row.tsx'

/** The whole list: what is wished for, what it costs, whether it can be bought. */
export function WishlistView() {
  const list = useWishes()
  const { add, remove } = useChangeWishes()
  const heading = useRef<HTMLHeadingElement>(null)
  const error = add.error ?? remove.error

  function takeOff({ slug }: WishedProduct) {
    remove.mutate(
      { slug },
      { onSuccess: () => notify('Wish removed', { label: 'Undo', onAction: () => add.mutate({ slug }) }) },
    )
    heading.current?.focus()
  }

  return (
    <>
      <h1 ref={heading} tabIndex={-1} className="mb-6 w-fit md:mb-8">
        Your wish list
      </h1>
      <p role="status" className="sr-only">
        {list.length} {list.length === 1 ? 'product' : 'products'} on your wish list
      </p>
      {error && (
        <Banner tone="danger" live="assertive" title="Your wish list hasn’t changed" className="mb-6">
          {error.message}
        </Banner>
      )}
      {list.length === 0 ? (
        <EmptyState
          title="Your wish list is empty"
          action={<ButtonLink href="/categories/all">Browse the shop</ButtonLink>}
        >
          Press the heart on a product’s page to keep it here.
        </EmptyState>
      ) : (
        <ul aria-label="Products on your wish list" className="border-hairline border-t">
          {list.map(wish => (
            <WishRow key={wish.slug} wish={wish} onRemove={() => takeOff(wish)} />
          ))}
        </ul>
      )}
    </>
  )
}
