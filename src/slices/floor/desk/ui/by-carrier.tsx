'use client'

import { useId, useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { ActionDialog } from '#desk/action-dialog.tsx'
import { Field } from '#platform/forms/field.tsx'
import { Input } from '#platform/forms/input.tsx'
import { useTRPCClient } from '#platform/trpc/client.tsx'
import { Button } from '#platform/ui/button.tsx'
import { Card, CardHeading } from '#platform/ui/card.tsx'
import { Dialog, DialogTrigger } from '#platform/ui/dialog.tsx'
import { MANIFEST_PARCELS_MAX, manifestSchema } from '#slices/floor/manifests/manifest-input.ts'
import { counted } from './floor-words.ts'
import { useFloorAction } from './use-floor-action.ts'

type Packed = {
  labels: 'typed' | 'bought'
  carriers: readonly { carrier: string | null; parcels: number }[]
}

/** What is packed, by the carrier whose driver may stand at the door. */
export function ByCarrier({
  warehouse,
  packed: { labels, carriers },
  onMade,
}: {
  warehouse: string
  packed: Packed
  onMade: (id: string) => void
}) {
  if (carriers.length === 0) return null
  return (
    <ul aria-label="With a list" className="flex flex-col gap-3">
      {carriers.map(({ carrier, parcels }) => (
        <li key={carrier ?? ''}>
          {carrier === null && labels === 'bought' ? (
            <Card className="text-muted">
              {counted(parcels, 'parcel')} without a label {parcels === 1 ? 'stays' : 'stay'} here until it is
              bought.
            </Card>
          ) : (
            <CarrierCard warehouse={warehouse} carrier={carrier} parcels={parcels} onMade={onMade} />
          )}
        </li>
      ))}
    </ul>
  )
}

type CardProps = {
  warehouse: string
  /** Null: nothing says which, so somebody types it. */
  carrier: string | null
  parcels: number
  onMade: (id: string) => void
}

/** The parcels for one carrier, to be handed over at once after a question. */
function CarrierCard(props: CardProps) {
  const { carrier, parcels } = props
  const headingId = useId()
  const [open, setOpen] = useState(false)
  return (
    <Card aria-labelledby={headingId} className="flex flex-col gap-3">
      <CardHeading id={headingId} className="mb-0">
        {counted(parcels, 'parcel')} {carrier === null ? 'without a label' : `for ${carrier}`}
      </CardHeading>
      <Dialog open={open} onOpenChange={setOpen}>
        <DialogTrigger>
          <Button size="lg" wide className="min-h-12">
            Hand over with a list<span className="sr-only"> {carrier ?? 'what has no label'}</span>
          </Button>
        </DialogTrigger>
        {open && <AskToClose {...props} onClose={() => setOpen(false)} />}
      </Dialog>
    </Card>
  )
}

function AskToClose({ warehouse, carrier, parcels, onMade, onClose }: CardProps & { onClose: () => void }) {
  const client = useTRPCClient()
  const fieldId = useId()
  const [id] = useState(() => uuidv7())
  const [typed, setTyped] = useState('')
  const [wrong, setWrong] = useState<string>()
  const named = carrier ?? typed
  const close = useFloorAction({
    action: 'floor-close-manifest',
    subject: `${warehouse}:${carrier ?? ''}`,
    send: (input: { id: string; carrier: string }, actionId) =>
      client.floor.closeManifest.mutate({ warehouse, ...input, actionId }),
    notice: 'Handed over with a list',
    onDone: made => {
      onMade(made.id)
      onClose()
    },
  })

  function check(): string | null {
    const checked = manifestSchema.shape.carrier.safeParse(named)
    setWrong(checked.error?.issues[0]?.message)
    return checked.success ? null : fieldId
  }

  const most = counted(Math.min(parcels, MANIFEST_PARCELS_MAX), 'parcel')
  return (
    <ActionDialog
      title={`Hand over ${most}?`}
      description={carrier === null ? 'Without a label' : `For ${carrier}`}
      action={{ words: 'Hand over', doing: 'Handing over…' }}
      wayOut="Not yet"
      failure="Nothing was handed over"
      mutation={close}
      check={check}
      onAction={() => close.act({ id, carrier: named }, `${most} were handed over`)}
    >
      {carrier === null && (
        <Field
          id={fieldId}
          label="Carrier of all of them"
          hint="A parcel with a number of its own goes alone, further down."
          error={wrong}
        >
          <Input
            autoComplete="off"
            maxLength={60}
            className="h-13 text-lg"
            value={typed}
            onChange={event => setTyped(event.target.value)}
          />
        </Field>
      )}
      <p className="text-muted">
        The carrier has them from then on, and their customers are told. Print the list after that: the driver
        and you sign it.
      </p>
    </ActionDialog>
  )
}
