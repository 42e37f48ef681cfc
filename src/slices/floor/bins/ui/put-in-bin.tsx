'use client'

import { useState } from 'react'
import { Button } from '#platform/ui/button.tsx'
import type { Arrival } from '#slices/floor/bins/read-bins.ts'
import { bears } from '#slices/floor/desk/ui/applied.ts'
import { counted, itemName } from '#slices/floor/desk/ui/floor-words.ts'
import { ScanField } from '#slices/floor/desk/ui/scan-field.tsx'
import { useScan } from '#slices/floor/desk/ui/scan-outbox.tsx'
import { type Done, NO_ROOM, ScanResult } from '#slices/floor/desk/ui/scan-result.tsx'
import { UnitsField } from '#slices/floor/desk/ui/units-field.tsx'
import { binField } from '#slices/inventory/warehouses/bin-field.ts'

/** What somebody holds, as it was scanned; what this device does not know the shop may. */
export type InHand = { code: string; arrival: Arrival | null }

type PutProps = {
  warehouse: string
  arrivals: readonly Arrival[]
  inHand: InHand | null
  onTake: (inHand: InHand | null) => void
}

/** First the item is scanned, and then the bin in which it lies now. */
export function PutInBin({ warehouse, arrivals, inHand, onTake }: PutProps) {
  const scan = useScan()
  const [typed, setTyped] = useState<string | null>(null)
  const [wrong, setWrong] = useState<string>()
  const [done, setDone] = useState<Done | null>(null)
  const arrival = arrivals.find(({ sku }) => sku === inHand?.arrival?.sku)
  const usual = arrival?.units ?? 1
  const units = typed ?? String(usual)

  function take(code: string) {
    setDone(null)
    setTyped(null)
    if (arrivals.some(({ suggested }) => suggested === code.toUpperCase()))
      return setWrong('This is a bin. Scan the item first')
    setWrong(undefined)
    onTake({ code, arrival: arrivals.find(one => bears(one, code)) ?? null })
  }

  function put(held: InHand, code: string) {
    const bin = binField.safeParse(code)
    const quantity = Number(units)
    const refusal = bin.error
      ? `${code} is no bin. Scan the label of the bin`
      : !Number.isInteger(quantity) || quantity < 1
        ? 'Enter a whole number of units'
        : arrival && quantity > arrival.units
          ? `Only ${counted(arrival.units, 'unit')} ${arrival.units === 1 ? 'waits' : 'wait'}`
          : undefined
    setWrong(refusal)
    if (refusal || !bin.data) return
    if (!scan({ kind: 'put_away', warehouse, bin: bin.data, code: held.code, quantity }))
      return setWrong(NO_ROOM)
    const what = held.arrival ? itemName(held.arrival) : held.code
    setDone({ words: `${quantity} × ${what}`, into: `In bin ${bin.data}` })
    setTyped(null)
    onTake(null)
  }

  return (
    <>
      <ScanResult done={done} />
      {inHand && (
        <section
          aria-label="In your hand"
          className="flex items-start justify-between gap-4 rounded-card border border-hairline bg-surface p-4"
        >
          <div className="min-w-0">
            <p className="text-muted text-sm">{arrival?.suggested ? 'Bin' : 'Any bin'}</p>
            {arrival?.suggested && (
              <p className="wrap-anywhere tabular font-semibold text-5xl">{arrival.suggested}</p>
            )}
            <p className="wrap-anywhere mt-2 font-semibold text-xl">
              {inHand.arrival ? itemName(inHand.arrival) : inHand.code}
            </p>
          </div>
          <Button variant="quiet" className="min-h-12" onClick={() => onTake(null)}>
            Put down
          </Button>
        </section>
      )}
      <ScanField
        label={inHand ? 'Scan the bin' : 'Scan the item'}
        error={wrong}
        onScan={code => (inHand ? put(inHand, code) : take(code))}
        beside={inHand && <UnitsField units={units} onType={setTyped} />}
      />
    </>
  )
}
