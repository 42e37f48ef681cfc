import { CircleCheck } from 'lucide-react'

/** `into`: where the unit in the hand goes. */
export type Done = { words: string; into: string | null }

export const NO_ROOM = 'This device can keep no more scans. Find a line before you scan on.'

/** What the last scan was. It stays while the next grab is shown: the unit is still in the hand. */
export function ScanResult({ done }: { done: Done | null }) {
  return (
    <div role="status">
      {done && (
        <p className="flex items-start gap-3 rounded-card bg-success-tint p-4 text-success">
          <CircleCheck aria-hidden="true" className="mt-0.5 size-7 shrink-0" />
          <span className="min-w-0">
            {done.into && <span className="block font-semibold text-2xl">{done.into}</span>}{' '}
            <span className="block text-ink">{done.words}</span>
          </span>
        </p>
      )}
    </div>
  )
}
