'use client'

import { type FormEvent, useState } from 'react'
import { Field } from '#platform/forms/field.tsx'
import { Input } from '#platform/forms/input.tsx'
import { useTRPCClient } from '#platform/trpc/client.tsx'
import { Badge } from '#platform/ui/badge.tsx'
import { Button } from '#platform/ui/button.tsx'
import { ActionState } from '#slices/catalog/desk/ui/action-state.tsx'
import { handOverSchema } from '#slices/floor/packing/packing-input.ts'
import type { FloorParcel } from '#slices/floor/queries.ts'
import { when } from './floor-words.ts'
import { LabelLink } from './print-links.tsx'
import { useFloorAction } from './use-floor-action.ts'

const look = 'flex flex-col gap-3 rounded-card border border-hairline bg-surface p-4'

/** A packed parcel: its label is scanned or typed, and it goes. */
export function HandOverParcel({ parcel, carrier }: { parcel: FloorParcel; carrier: string }) {
  const client = useTRPCClient()
  const { id, orderNumber, shippingMethod, weightGrams } = parcel
  const [trackingNumber, setTrackingNumber] = useState('')
  const [wrong, setWrong] = useState<string>()
  const hand = useFloorAction({
    action: 'floor-hand-over',
    subject: id,
    send: (input: { carrier: string; trackingNumber: string }, actionId) =>
      client.floor.handOver.mutate({ id, ...input, actionId }),
    notice: 'Parcel handed over',
  })

  function submit(event: FormEvent) {
    event.preventDefault()
    // A label that was scanned, or that nobody gainsays, has its own carrier.
    const isLabels = parcel.trackingNumber !== null && ['', parcel.trackingNumber].includes(trackingNumber)
    const facts = { carrier: isLabels ? '' : carrier, trackingNumber }
    const checked = handOverSchema.safeParse({ id, ...facts })
    setWrong(checked.error?.issues[0]?.message)
    if (checked.success) hand.act(facts, `${orderNumber} was handed over`)
  }

  return (
    <li>
      <form noValidate onSubmit={submit} className={look}>
        <p className="flex flex-wrap items-center gap-2 font-semibold text-lg">
          {orderNumber}
          {shippingMethod === 'express' && <Badge tone="warning">Express</Badge>}
          {weightGrams !== null && (
            <span className="font-normal text-base text-muted">{weightGrams.toLocaleString('en-GB')} g</span>
          )}
        </p>
        <LabelLink parcel={parcel} />
        <Field
          label={`Tracking number of ${orderNumber}`}
          hint={parcel.trackingNumber === null ? undefined : 'Only if it goes without the label above.'}
          optional
          error={wrong}
        >
          <Input
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            maxLength={60}
            className="h-13 text-lg"
            value={trackingNumber}
            onChange={event => setTrackingNumber(event.target.value)}
          />
        </Field>
        <ActionState action={hand} failure="The parcel was not handed over" />
        <Button
          type="submit"
          wide
          guardRepeat
          className="min-h-12"
          pending={hand.isPending}
          pendingLabel="Handing over…"
        >
          Hand over<span className="sr-only"> {orderNumber}</span>
        </Button>
      </form>
    </li>
  )
}

/** A parcel that the carrier has, until it is known to have arrived. */
export function Delivered({ parcel }: { parcel: FloorParcel }) {
  const client = useTRPCClient()
  const { id, orderNumber, carrier, trackingNumber, changedAt } = parcel
  const deliver = useFloorAction({
    action: 'floor-delivered',
    subject: id,
    send: (input: object, actionId) => client.floor.delivered.mutate({ id, ...input, actionId }),
    notice: 'Arrival noted',
  })
  return (
    <li className={look}>
      <div className="flex items-center gap-4">
        <div className="min-w-0 flex-1">
          <p className="font-semibold text-lg">{orderNumber}</p>
          <p className="wrap-anywhere text-muted">
            {[carrier, trackingNumber, when(changedAt)].filter(Boolean).join(', ')}
          </p>
        </div>
        <Button
          variant="secondary"
          className="min-h-12"
          guardRepeat
          pending={deliver.isPending}
          onClick={() => deliver.act({}, `the arrival of ${orderNumber} was noted`)}
        >
          Delivered<span className="sr-only"> {orderNumber}</span>
        </Button>
      </div>
      <ActionState action={deliver} failure="The arrival was not noted" />
    </li>
  )
}
