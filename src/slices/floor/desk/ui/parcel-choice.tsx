import { Badge } from '#platform/ui/badge.tsx'
import { Button } from '#platform/ui/button.tsx'
import type { FloorParcel } from '#slices/floor/queries.ts'
import { counted } from './floor-words.ts'

/** Parcels as large rows, each with its tote and what is in it. */
export function ParcelChoice({
  parcels,
  act,
  onChoose,
}: {
  parcels: readonly FloorParcel[]
  act: string
  onChoose: (id: string) => void
}) {
  return (
    <ul aria-label="Parcels" className="flex flex-col gap-3">
      {parcels.map(parcel => (
        <li
          key={parcel.id}
          className="flex items-center gap-4 rounded-card border border-hairline bg-surface p-4"
        >
          <div className="min-w-0 flex-1">
            <p className="flex flex-wrap items-center gap-2 font-semibold text-lg">
              {parcel.orderNumber}
              {parcel.shippingMethod === 'express' && <Badge tone="warning">Express</Badge>}
            </p>
            <p className="text-muted">
              {toteWords(parcel)}
              {counted(unitsOf(parcel), 'unit')}
            </p>
          </div>
          <Button
            className="min-h-12"
            aria-label={`${act} ${parcel.orderNumber}`}
            onClick={() => onChoose(parcel.id)}
          >
            {act}
          </Button>
        </li>
      ))}
    </ul>
  )
}

const unitsOf = ({ lines }: FloorParcel) => lines.reduce((sum, { quantity }) => sum + quantity, 0)

const toteWords = ({ trolley, slot }: FloorParcel) =>
  trolley === null ? '' : `Trolley ${trolley + 1}, tote ${slot}, `
