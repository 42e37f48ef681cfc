import { Picture } from '#slices/catalog/ui/picture.tsx'
import type { WaveKind } from '#slices/floor/floor-states.ts'
import type { Task } from '#slices/floor/queries.ts'
import { openOf } from './applied.ts'
import { counted, optionsOf } from './floor-words.ts'

/** One grab, large enough to read from the trolley: from where, what, how many, and for which totes. */
export function Grab({ task, kind }: { task: Task; kind: WaveKind }) {
  const { bin, sku, name, options, imageUrl, wanted } = task
  const left = openOf(task)
  return (
    <section
      aria-label="The grab at hand"
      className="flex flex-col gap-4 rounded-card border border-hairline bg-surface p-4"
    >
      <div className="flex items-start justify-between gap-4">
        <div className="min-w-0">
          <p className="text-muted text-sm">{bin ? 'Bin' : 'No bin is noted'}</p>
          {bin && <p className="wrap-anywhere tabular font-semibold text-5xl">{bin}</p>}
        </div>
        <div className="shrink-0 text-right">
          <p className="text-muted text-sm">Fetch</p>
          <p className="tabular font-semibold text-5xl">{left.toLocaleString('en-GB')}</p>
          {left < wanted && <p className="text-muted text-sm">of {wanted.toLocaleString('en-GB')}</p>}
        </div>
      </div>
      <div className="flex items-center gap-4">
        {imageUrl && (
          <Picture
            src={imageUrl}
            alt=""
            width={96}
            height={96}
            className="size-24 shrink-0 rounded-control bg-sunken object-cover"
          />
        )}
        <div className="min-w-0">
          <p className="wrap-anywhere font-semibold text-2xl">{name}</p>
          <p className="text-lg">{optionsOf(options)}</p>
          <p className="wrap-anywhere text-muted">{sku}</p>
        </div>
      </div>
      {kind === 'cluster' && <Totes shares={task.shares} />}
      {kind === 'batch' && (
        <p className="text-muted">
          For {counted(task.shares.filter(share => openOf(share) > 0).length, 'parcel')}, sorted when they are
          packed.
        </p>
      )}
    </section>
  )
}

function Totes({ shares }: { shares: Task['shares'] }) {
  const open = shares.filter(share => openOf(share) > 0)
  return (
    <ul aria-label="Totes" className="flex flex-wrap gap-2">
      {open.map(share => (
        <li key={share.parcel} className="tabular rounded-control bg-sunken px-3 py-2 text-lg">
          Tote <span className="font-semibold">{share.slot}</span>: {openOf(share)}
        </li>
      ))}
    </ul>
  )
}
