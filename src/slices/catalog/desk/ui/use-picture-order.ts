'use client'

import { useEffect, useRef } from 'react'
import { useTRPCClient } from '#platform/trpc/client.tsx'
import type { PictureOrder } from '#slices/catalog/pictures/picture-input.ts'
import type { DeskProduct } from '../product-queries.ts'
import { useProductAction } from './use-product-action.ts'

/** The order of a product's pictures, and the way to move one to another place. */
export function usePictureOrder({ id: productId, pictures }: DeskProduct) {
  const client = useTRPCClient()
  const ids = pictures.map(({ id }) => id)
  const order = useProductAction({
    action: 'order-pictures',
    subject: productId,
    send: (input: PictureOrder, actionId) => client.staffCatalog.orderPictures.mutate({ ...input, actionId }),
    notice: 'Order saved',
  })
  const pressed = useRef<string>(null)
  const shownOrder = ids.join()
  // A browser takes the focus from a button that is moved with its row.
  useEffect(() => {
    if (shownOrder && pressed.current) document.getElementById(pressed.current)?.focus()
    pressed.current = null
  }, [shownOrder])

  return {
    order,
    move(id: string, to: number) {
      if (ids[to] === id || order.isPending) return
      pressed.current = document.activeElement?.id || null
      const pictureIds = ids.filter(each => each !== id).toSpliced(to, 0, id)
      order.act({ id: productId, pictureIds }, 'the order of the pictures was saved')
    },
  }
}
