'use client'

import { ArrowDown, ArrowUp } from 'lucide-react'
import { type DragEvent, type ReactNode, useState } from 'react'
import { May, useMay } from '#desk/rights.tsx'
import { Badge } from '#platform/ui/badge.tsx'
import { Button } from '#platform/ui/button.tsx'
import { Card, CardHeading } from '#platform/ui/card.tsx'
import { cn } from '#platform/ui/cn.ts'
import { Picture } from '#slices/catalog/ui/picture.tsx'
import type { DeskPicture, DeskProduct } from '../product-queries.ts'
import { ActionState } from './action-state.tsx'
import { AddPicturesDialog } from './add-pictures.tsx'
import { Opens } from './opens.tsx'
import { ChangePictureDialog, RemovePictureDialog } from './picture-dialogs.tsx'
import { usePictureOrder } from './use-picture-order.ts'

/** The pictures of a product in the order in which pages show them: dragged, or moved by their buttons. */
export function ProductPictures({ product }: { product: DeskProduct }) {
  const mayWrite = useMay()('products.write')
  const { pictures } = product
  const { order, move } = usePictureOrder(product)
  const [dragged, setDragged] = useState<string | null>(null)
  return (
    <Card aria-labelledby="pictures">
      <CardHeading
        id="pictures"
        aside={
          <May permission="products.write">
            <Opens button="Add pictures">
              {onDone => <AddPicturesDialog product={product} onDone={onDone} />}
            </Opens>
          </May>
        }
      >
        Pictures
      </CardHeading>
      <ActionState action={order} failure="The order was not saved" />
      {pictures.length === 0 && (
        <p className="text-muted">None yet. The shop shows a drawing of a parcel in its place.</p>
      )}
      <ol className="divide-y divide-hairline">
        {pictures.map((picture, index) => (
          <PictureRow
            key={picture.id}
            product={product}
            picture={picture}
            isDragged={dragged === picture.id}
            {...(mayWrite && {
              move: {
                up: index > 0 ? () => move(picture.id, index - 1) : null,
                down: index < pictures.length - 1 ? () => move(picture.id, index + 1) : null,
              },
              drag: {
                draggable: true,
                onDragStart: (event: DragEvent) => {
                  event.dataTransfer.effectAllowed = 'move'
                  setDragged(picture.id)
                },
                onDragEnd: () => setDragged(null),
                onDragOver: (event: DragEvent) => event.preventDefault(),
                onDrop: (event: DragEvent) => {
                  event.preventDefault()
                  if (dragged) move(dragged, index)
                },
              },
            })}
          />
        ))}
      </ol>
    </Card>
  )
}

type RowProps = {
  product: DeskProduct
  picture: DeskPicture
  isDragged: boolean
  move?: { up: (() => void) | null; down: (() => void) | null }
  drag?: object
}

function PictureRow({ product, picture, isDragged, move, drag }: RowProps) {
  const { alt, colour, state, failure } = picture
  return (
    <li
      className={cn('flex flex-wrap items-center gap-x-4 gap-y-2 py-3', isDragged && 'opacity-50')}
      {...drag}
    >
      <Shown picture={picture} />
      <div className="min-w-40 flex-1">
        <p className="wrap-anywhere line-clamp-3">{alt}</p>
        {colour && <p className="text-muted text-sm">Only in {colour}</p>}
        {state === 'making' && <Badge tone="info">Being made</Badge>}
        {state === 'failed' && <Badge tone="danger">Failed</Badge>}
        {failure && <p className="wrap-anywhere mt-1 text-sm">{failure}</p>}
      </div>
      {move && (
        <div className="flex flex-wrap gap-2">
          <MoveButton id={`earlier-${picture.id}`} label={`Earlier: ${alt}`} move={move.up}>
            <ArrowUp aria-hidden="true" />
          </MoveButton>
          <MoveButton id={`later-${picture.id}`} label={`Later: ${alt}`} move={move.down}>
            <ArrowDown aria-hidden="true" />
          </MoveButton>
          <Opens button="Change" of={alt}>
            {onDone => <ChangePictureDialog product={product} picture={picture} onDone={onDone} />}
          </Opens>
          <Opens button="Remove" of={alt}>
            {onDone => <RemovePictureDialog productId={product.id} picture={picture} onDone={onDone} />}
          </Opens>
        </div>
      )}
    </li>
  )
}

/** At the end of the row it has nothing to do and keeps the focus all the same. */
function MoveButton({
  id,
  label,
  move,
  children,
}: {
  id: string
  label: string
  move: (() => void) | null
  children: ReactNode
}) {
  return (
    <Button
      id={id}
      aria-label={label}
      aria-disabled={!move || undefined}
      variant="secondary"
      size="icon-sm"
      className="aria-disabled:opacity-40 max-lg:size-11"
      onClick={move ?? undefined}
    >
      {children}
    </Button>
  )
}

function Shown({ picture: { url, state } }: { picture: DeskPicture }) {
  const look = 'size-20 shrink-0 rounded-control bg-sunken object-cover'
  if (state !== 'ready') return <span aria-hidden="true" className={look} />
  return <Picture src={url} alt="" width={80} height={80} loading="lazy" className={look} />
}
