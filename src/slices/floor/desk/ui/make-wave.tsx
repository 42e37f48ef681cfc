'use client'

import { useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { RadioCards } from '#platform/forms/radio-cards.tsx'
import { useTRPCClient } from '#platform/trpc/client.tsx'
import { Button } from '#platform/ui/button.tsx'
import { Card, CardHeading } from '#platform/ui/card.tsx'
import { ActionState } from '#slices/catalog/desk/ui/action-state.tsx'
import { type WaveKind, waveKinds } from '#slices/floor/floor-states.ts'
import { WAVE_PARCELS_MAX } from '#slices/floor/waves/wave-input.ts'
import { counted, waveWords } from './floor-words.ts'
import { useFloorAction } from './use-floor-action.ts'

/** Makes a wave of the parcels that wait. */
export function MakeWave({ warehouse, waiting }: { warehouse: string; waiting: number }) {
  const client = useTRPCClient()
  const [kind, setKind] = useState<WaveKind>('cluster')
  const [id, setId] = useState(() => uuidv7())
  const make = useFloorAction({
    action: 'floor-wave',
    subject: warehouse,
    send: (input: { id: string; kind: WaveKind }, actionId) =>
      client.floor.makeWave.mutate({ warehouse, ...input, actionId }),
    notice: 'Wave made',
    onDone: () => setId(uuidv7()),
  })
  return (
    <Card id="new-wave" aria-labelledby="new-wave-heading" className="flex flex-col gap-4">
      <CardHeading id="new-wave-heading" className="mb-0">
        Make a wave
      </CardHeading>
      {waiting === 0 ? (
        <p className="text-muted">No parcel waits to be picked.</p>
      ) : (
        <>
          <RadioCards
            legend="How it is walked"
            name="wave-kind"
            value={kind}
            onValueChange={chosen => setKind(waveKinds.find(one => one === chosen) ?? kind)}
            options={(['cluster', 'single', 'batch'] as const).map(value => ({
              value,
              title: waveWords[value].name,
              description: waveWords[value].how,
            }))}
          />
          <ActionState action={make} failure="The wave was not made" />
          <Button
            size="lg"
            wide
            guardRepeat
            pending={make.isPending}
            pendingLabel="Making the wave…"
            onClick={() => make.act({ id, kind }, `a wave was made in ${warehouse}`)}
          >
            Make a wave of {counted(Math.min(waiting, WAVE_PARCELS_MAX), 'parcel')}
          </Button>
        </>
      )}
    </Card>
  )
}
