'use client'

import { useState } from 'react'
import { shapeOf } from '#slices/catalog/pictures/widths.ts'
import type { Product } from '#slices/catalog/product.ts'
import { picturesOf } from '#slices/catalog/selection.ts'
import { Picture } from './picture.tsx'
import { useSelection } from './use-selection.ts'

/** One large picture and thumbnails of all pictures in the chosen colour. */
export function ProductGallery({ product }: { product: Product }) {
  const { choice } = useSelection(product)
  const pictures = picturesOf(product, choice)
  const [view, setView] = useState(0)
  const shown = pictures[view] ?? pictures[0]
  if (!shown)
    return (
      <Picture
        src="/pictures/placeholder.svg"
        alt=""
        width={800}
        height={800}
        className="w-full rounded-card"
      />
    )
  return (
    <div className="flex flex-col gap-3 md:flex-row-reverse md:items-start md:gap-4">
      <Picture
        src={shown.url}
        alt={shown.alt}
        width={800}
        height={800}
        sizes="(min-width: 64rem) 44rem, 100vw"
        fetchPriority="high"
        style={{ aspectRatio: shapeOf(shown.url) }}
        className="w-full min-w-0 flex-1 rounded-card bg-sunken object-cover"
      />
      <ul aria-label="Pictures" className="flex gap-3 md:flex-col">
        {pictures.map((picture, index) => (
          <li key={picture.url}>
            <button
              type="button"
              aria-current={picture === shown ? 'true' : undefined}
              aria-label={`Show picture: ${picture.alt}`}
              onClick={() => setView(index)}
              className="block overflow-clip rounded-control border-2 border-transparent transition-colors hover:border-control aria-[current]:border-brand"
            >
              <Picture
                src={picture.url}
                alt=""
                width={80}
                height={80}
                // The first one is also the large picture and loads at once; on a phone the row is below the first screen.
                {...(index > 0 && { loading: 'lazy', fetchPriority: 'low' })}
                className="size-20 bg-sunken object-cover"
              />
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
