'use client'

import { useState } from 'react'
import { Button } from '#platform/ui/button.tsx'
import { ScanField } from '#slices/floor/desk/ui/scan-field.tsx'
import { useScan } from '#slices/floor/desk/ui/scan-outbox.tsx'
import { type Done, NO_ROOM, ScanResult } from '#slices/floor/desk/ui/scan-result.tsx'
import { UnitsField } from '#slices/floor/desk/ui/units-field.tsx'
import { binField } from '#slices/inventory/warehouses/bin-field.ts'

/** Out of one bin, an item, into another: three scans. */
export function CarryUnits({ warehouse }: { warehouse: string }) {
  const scan = useScan()
  const [from, setFrom] = useState<string | null>(null)
  const [code, setCode] = useState<string | null>(null)
  const [units, setUnits] = useState('1')
  const [wrong, setWrong] = useState<string>()
  const [done, setDone] = useState<Done | null>(null)

  function begin() {
    setFrom(null)
    setCode(null)
    setUnits('1')
    setWrong(undefined)
  }

  function onScan(scanned: string) {
    setWrong(undefined)
    if (from !== null && code === null) return setCode(scanned)
    const { data: bin } = binField.safeParse(scanned)
    if (!bin) return setWrong(`${scanned} is no bin. Scan the label of the bin`)
    if (from === null || code === null) {
      setDone(null)
      return setFrom(bin)
    }
    const quantity = Number(units)
    if (bin === from) return setWrong('This is the bin that it came from')
    if (!Number.isInteger(quantity) || quantity < 1) return setWrong('Enter a whole number of units')
    if (!scan({ kind: 'move', warehouse, from, bin, code, quantity })) return setWrong(NO_ROOM)
    setDone({ words: `${quantity} × ${code} out of ${from}`, into: `In bin ${bin}` })
    begin()
  }

  return (
    <>
      <ScanResult done={done} />
      <ScanField
        label={
          from === null
            ? 'Scan the bin it lies in'
            : code === null
              ? 'Scan the item'
              : 'Scan the bin it goes to'
        }
        error={wrong}
        onScan={onScan}
        beside={code !== null && <UnitsField units={units} onType={setUnits} />}
      />
      {from === null ? (
        <p className="text-muted">What the books have in no bin is put away, not moved.</p>
      ) : (
        <div className="flex items-center justify-between gap-4 rounded-card border border-hairline bg-surface p-4">
          <p className="wrap-anywhere text-lg">
            Out of <span className="font-semibold">{from}</span>
            {code && (
              <>
                : <span className="font-semibold">{code}</span>
              </>
            )}
          </p>
          <Button variant="quiet" className="min-h-12" onClick={begin}>
            Begin again
          </Button>
        </div>
      )}
    </>
  )
}
