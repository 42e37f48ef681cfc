import type { ReactNode } from 'react'
import { QuantityStepper } from '#platform/forms/quantity-stepper.tsx'

type UnitsOfLineProps = {
  name: string
  /** What is known of the line, in a few words. */
  says: string
  units: number
  /** 0: nothing can be chosen of it. */
  most: number
  onUnits: (units: number) => void
  children?: ReactNode
}

/** So many units of one line of an order, chosen in a dialog. */
export function UnitsOfLine({ name, says, units, most, onUnits, children }: UnitsOfLineProps) {
  return (
    <li className="border-hairline border-b py-2 last:border-b-0">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <div className="min-w-0 flex-1 basis-40">
          <p className="font-medium [overflow-wrap:anywhere]">{name}</p>
          <p className="tabular text-muted text-sm">{says}</p>
        </div>
        {most > 0 && (
          <QuantityStepper itemName={name} value={units} min={0} max={most} onValueChange={onUnits} />
        )}
      </div>
      {children}
    </li>
  )
}
