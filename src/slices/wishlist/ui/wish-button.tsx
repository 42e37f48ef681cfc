'use client'

import { Heart } from 'lucide-react'
import Link from 'next/link'
import { Banner } from '#platform/ui/banner.tsx'
import { Button } from '#platform/ui/button.tsx'
import { cn } from '#platform/ui/cn.ts'
import { useChangeWishes, useIsWished } from './use-wishes.ts'

/** A heart that is full while the product is on the shopper's list. */
export function WishButton({ slug }: { slug: string }) {
  const isWished = useIsWished(slug)
  const { add, remove } = useChangeWishes()
  const error = add.error ?? remove.error

  function turn() {
    add.reset()
    remove.reset()
    if (isWished) remove.mutate({ slug })
    else add.mutate({ slug })
  }

  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <Button
          variant="secondary"
          aria-pressed={isWished}
          pending={add.isPending || remove.isPending}
          onClick={turn}
        >
          <Heart aria-hidden="true" className={cn(isWished && 'fill-current text-accent')} />
          {/* A pressed button keeps its name; its state says the rest. */}
          Wish list
        </Button>
        {isWished && (
          <Link href="/wishlist" prefetch={false} className="link text-sm">
            See your wish list
          </Link>
        )}
      </div>
      {error && (
        <Banner tone="danger" live="assertive" title="Your wish list hasn’t changed">
          {error.message}
        </Banner>
      )}
    </div>
  )
}
