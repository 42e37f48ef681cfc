'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Read } from '#desk/page.tsx'
import { useTRPC } from '#platform/trpc/client.tsx'
import { Button } from '#platform/ui/button.tsx'
import { ButtonLink } from '#platform/ui/button-link.tsx'
import type { WaveKind } from '#slices/floor/floor-states.ts'
import type { Task } from '#slices/floor/queries.ts'
import { openOf, withPicks } from './applied.ts'
import { FloorLoading } from './floor-loading.tsx'
import { counted, floorTrouble } from './floor-words.ts'
import { GrabAtHand } from './grab-at-hand.tsx'
import { Progress } from './progress.tsx'
import { useUnread } from './scan-outbox.tsx'
import { WalkList } from './walk-list.tsx'

const READ_EVERY_MS = 30_000

type WalkProps = {
  wave: string
  trolley: number
  kind: WaveKind
  warehouse: string
  onNext: () => void
}

/** The walk of one trolley, one grab at a time. Scans that the shop does not know yet count already. */
export function Walk({ wave, trolley, kind, warehouse, onNext }: WalkProps) {
  const trpc = useTRPC()
  const [after, setAfter] = useState(0)
  const [chosen, setChosen] = useState<string | null>(null)
  const [readAt, setReadAt] = useState(0)
  const { scans, mayRead } = useUnread(readAt)
  const walk = useQuery(
    trpc.floor.walk.queryOptions(
      { wave, trolley, after },
      { enabled: mayRead, staleTime: 0, refetchInterval: READ_EVERY_MS },
    ),
  )
  if (walk.dataUpdatedAt !== readAt) setReadAt(walk.dataUpdatedAt)
  return (
    <Read reading={walk} trouble={floorTrouble} loading={<FloorLoading />}>
      {({ tasks: read, next }) => {
        const tasks = withPicks(read, scans).filter(({ wanted }) => wanted > 0)
        const open = tasks.filter(task => openOf(task) > 0)
        const task = open.find(({ id }) => id === chosen) ?? open[0]
        return (
          <>
            <Progress
              label="Fetched of this trolley"
              done={tasks.length - open.length}
              of={tasks.length}
              noun="grab"
            />
            <GrabAtHand task={task} kind={kind} />
            {task ? (
              <WalkList tasks={open} at={task.id} onChoose={setChosen} />
            ) : next === null ? (
              <Fetched tasks={tasks} warehouse={warehouse} waits={!mayRead} onNext={onNext} />
            ) : (
              <Button size="lg" wide onClick={() => setAfter(next)}>
                Go on with this trolley
              </Button>
            )}
          </>
        )
      }}
    </Read>
  )
}

function Fetched({
  tasks,
  warehouse,
  waits,
  onNext,
}: {
  tasks: readonly Task[]
  warehouse: string
  waits: boolean
  onNext: () => void
}) {
  const short = tasks.reduce((sum, task) => sum + task.short, 0)
  return (
    <section aria-labelledby="fetched" className="flex flex-col gap-3 text-center">
      <h2 id="fetched" className="text-3xl">
        This trolley is fetched
      </h2>
      <p className="text-muted">
        {short > 0 && `${counted(short, 'unit')} not found in ${short === 1 ? 'its bin' : 'their bins'}. `}
        {waits
          ? 'Some scans still wait on this device. They go out by themselves.'
          : 'Bring it to the packing station.'}
      </p>
      <Button size="lg" wide disabled={waits} onClick={onNext}>
        Next trolley
      </Button>
      <ButtonLink href={`/floor/${warehouse}/pack`} size="lg" wide variant="secondary">
        Go to packing
      </ButtonLink>
    </section>
  )
}
