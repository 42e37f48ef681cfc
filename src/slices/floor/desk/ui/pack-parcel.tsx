'use client'

import { useState } from 'react'
import { Field } from '#platform/forms/field.tsx'
import { Input } from '#platform/forms/input.tsx'
import { useTRPCClient } from '#platform/trpc/client.tsx'
import { Banner } from '#platform/ui/banner.tsx'
import { Button } from '#platform/ui/button.tsx'
import { cn } from '#platform/ui/cn.ts'
import { ActionState } from '#slices/catalog/desk/ui/action-state.tsx'
import { packSchema } from '#slices/floor/packing/packing-input.ts'
import type { FloorParcel } from '#slices/floor/queries.ts'
import { bears } from './applied.ts'
import { itemName } from './floor-words.ts'
import { SlipLink } from './print-links.tsx'
import { ScanField } from './scan-field.tsx'
import { useScan } from './scan-outbox.tsx'
import { type Done, NO_ROOM, ScanResult } from './scan-result.tsx'
import { useFloorAction } from './use-floor-action.ts'

type PackProps = {
  parcel: FloorParcel
  /** Scans wait on this device: the box is closed after them. */
  waits: boolean
  onDone: () => void
}

/** One parcel on the table: its items go from the tote into the box, and the box is closed. */
export function PackParcel({ parcel, waits, onDone }: PackProps) {
  const scan = useScan()
  const [done, setDone] = useState<Done | null>(null)
  const [refused, setRefused] = useState<string>()

  function onScan(code: string) {
    setRefused(undefined)
    const line = parcel.lines.find(one => bears(one, code))
    const wrong = !line
      ? `${code} does not belong to this parcel. Put it back.`
      : line.packed >= line.quantity
        ? `All of ${line.name} is in the box already.`
        : undefined
    if (!scan({ kind: 'pack', parcel: parcel.id, code, quantity: 1 }, wrong)) return setRefused(NO_ROOM)
    setDone(wrong || !line ? null : { words: `1 × ${line.name}`, into: 'Into the box' })
  }

  return (
    <>
      <h2 className="text-2xl">{parcel.orderNumber}</h2>
      <ScanResult done={done} />
      <ScanField label="Scan each item into the box" error={refused} onScan={onScan} />
      <ul aria-label="Items" className="flex flex-col gap-2">
        {parcel.lines.map(({ sku, name, options, quantity, packed }) => (
          <li
            key={sku}
            className={cn(
              'flex items-center gap-4 rounded-card border border-hairline bg-surface p-4',
              packed === quantity && 'border-success bg-success-tint',
            )}
          >
            <div className="min-w-0 flex-1">
              <p className="wrap-anywhere font-medium text-lg">{itemName({ name, options })}</p>
              <p className={cn('wrap-anywhere text-sm', packed === quantity ? 'text-ink' : 'text-muted')}>
                {sku}
              </p>
            </div>
            <p className="tabular shrink-0 text-2xl">
              {packed} <span className="text-base">of {quantity}</span>
            </p>
          </li>
        ))}
      </ul>
      <CloseBox parcel={parcel} waits={waits} onDone={onDone} />
      <SlipLink parcel={parcel} />
    </>
  )
}

function CloseBox({ parcel, waits, onDone }: PackProps) {
  const client = useTRPCClient()
  const [typed, setTyped] = useState('')
  const [wrong, setWrong] = useState<string>()
  const [isEarly, setEarly] = useState(false)
  const close = useFloorAction({
    action: 'floor-pack',
    subject: parcel.id,
    send: (input: { weightGrams?: number }, actionId) =>
      client.floor.pack.mutate({ id: parcel.id, ...input, actionId }),
    notice: 'Box closed',
    onDone,
  })

  function press() {
    setEarly(waits)
    if (waits) return
    const weightGrams = typed ? Number(typed) : undefined
    const checked = packSchema.safeParse({ id: parcel.id, weightGrams })
    setWrong(checked.error?.issues[0]?.message)
    if (checked.success)
      close.act(weightGrams === undefined ? {} : { weightGrams }, `${parcel.orderNumber} was packed`)
    else document.getElementById('weight')?.focus()
  }

  return (
    <div className="flex flex-col gap-3">
      <Field id="weight" label="Weight in grams" optional error={wrong}>
        <Input
          inputMode="numeric"
          autoComplete="off"
          suffix="g"
          className="h-13 text-lg"
          value={typed}
          onChange={event => setTyped(event.target.value.trim())}
        />
      </Field>
      {isEarly && waits && (
        <Banner tone="warning" live="polite" title="Some scans are still on their way">
          Close the box when they have arrived.
        </Banner>
      )}
      <ActionState action={close} failure="The box is not closed" />
      <Button
        size="lg"
        wide
        guardRepeat
        pending={close.isPending}
        pendingLabel="Closing the box…"
        onClick={press}
      >
        Close the box
      </Button>
    </div>
  )
}
