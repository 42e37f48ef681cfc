import { StatTile } from '#platform/ui/stat-tile.tsx'
import { type sumOf, TOLD_AFTER_MS } from './view.ts'
import { ageInWords } from './words.ts'

/** All queues in five numbers. Red means that a person must act. */
export function JobTiles({ sum, now }: { sum: ReturnType<typeof sumOf>; now: Date }) {
  const since = sum.oldestWaitingSince
  const late = since !== null && now.getTime() - since.getTime() > TOLD_AFTER_MS
  return (
    <section aria-labelledby="jobs-figures">
      <h2 id="jobs-figures" className="sr-only">
        All queues
      </h2>
      <div className="grid grid-cols-2 gap-3 md:grid-cols-3 xl:grid-cols-5">
        <StatTile
          label="Dead"
          value={write(sum.dead)}
          tone={sum.dead > 0 ? 'danger' : 'neutral'}
          className="relative"
        >
          {sum.dead > 0 && <ShowThem at="#dead-letters" />}
        </StatTile>
        <StatTile
          label="Retrying"
          value={write(sum.retrying)}
          tone={sum.retrying > 0 ? 'warning' : 'neutral'}
          className="relative"
        >
          {sum.retrying > 0 && <ShowThem at="#failing" />}
        </StatTile>
        <StatTile label="Waiting" value={write(sum.waiting)} />
        <StatTile label="Running" value={write(sum.running)} />
        <StatTile
          label="Oldest waiting"
          value={since ? ageInWords(since, now) : '—'}
          tone={late ? 'danger' : 'neutral'}
          className="max-md:col-span-2"
        >
          {late && <p className="mt-1 text-sm">Is a worker running?</p>}
        </StatTile>
      </div>
    </section>
  )
}

/** The whole tile is the link. */
function ShowThem({ at }: { at: string }) {
  return (
    <a
      href={at}
      className="text-ink text-sm underline underline-offset-4 after:absolute after:inset-0 after:rounded-card"
    >
      Show them
    </a>
  )
}

function write(count: number): string {
  return count.toLocaleString('en-GB')
}
