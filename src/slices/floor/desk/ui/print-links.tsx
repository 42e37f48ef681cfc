import { FileText, Tag } from 'lucide-react'
import { buttonVariants } from '#platform/ui/button-variants.ts'
import { cn } from '#platform/ui/cn.ts'
import type { FloorParcel } from '#slices/floor/queries.ts'

const look = cn(buttonVariants({ variant: 'secondary', wide: true }), 'min-h-12')

/** The packing slip of a parcel, to print. */
export function SlipLink({ parcel: { id } }: { parcel: Pick<FloorParcel, 'id'> }) {
  return (
    <a href={`/api/floor/parcels/${id}/slip`} target="_blank" rel="noreferrer" className={look}>
      <FileText aria-hidden="true" />
      Packing slip
    </a>
  )
}

/** The label that was bought for a packed parcel, to print; nothing while there is none. */
export function LabelLink({
  parcel: { id, orderNumber, carrier, trackingNumber },
}: {
  parcel: Pick<FloorParcel, 'id' | 'orderNumber' | 'carrier' | 'trackingNumber'>
}) {
  if (!trackingNumber) return null
  return (
    <a href={`/api/floor/parcels/${id}/label`} target="_blank" rel="noreferrer" className={look}>
      <Tag aria-hidden="true" />
      <span>
        Label<span className="sr-only"> of {orderNumber}</span>, {carrier} {trackingNumber}
      </span>
    </a>
  )
}
