import { When } from '#desk/clock.tsx'
import { ButtonLink } from '#platform/ui/button-link.tsx'
import { Card, CardHeading } from '#platform/ui/card.tsx'
import type { Wave } from '#slices/floor/queries.ts'
import { nameOf } from '#slices/stockroom/desk/ui/stockroom-words.ts'
import { counted, waveWords } from './floor-words.ts'
import { Progress } from './progress.tsx'

/** The newest waves. One that still has something to fetch can be walked. */
export function WaveList({
  warehouse,
  waves,
  readAt,
}: {
  warehouse: string
  waves: readonly Wave[]
  readAt: Date
}) {
  if (waves.length === 0) return null
  return (
    <Card aria-labelledby="waves">
      <CardHeading id="waves">Waves</CardHeading>
      <ul className="divide-y divide-hairline">
        {waves.map(({ id, kind, parcels, actor, madeAt, open, tasks }) => {
          const name = `${waveWords[kind].name}, ${counted(parcels, 'parcel')}`
          return (
            <li key={id} className="flex items-center gap-4 py-3 last:pb-0">
              <div className="group min-w-0 flex-1">
                <p className="font-medium">{name}</p>
                <p className="text-muted text-sm">
                  {nameOf(actor)}, <When at={madeAt} now={readAt} />
                </p>
                <Progress label={`Fetched of ${name}`} done={tasks - open} of={tasks} noun="grab" />
              </div>
              {open > 0 && (
                <ButtonLink href={`/floor/${warehouse}/pick/${id}`} className="min-h-12">
                  Pick<span className="sr-only"> {name}</span>
                </ButtonLink>
              )}
            </li>
          )
        })}
      </ul>
    </Card>
  )
}
