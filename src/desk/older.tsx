import { Button } from '#platform/ui/button.tsx'

/** The ways to the newest page of a list and to the older one after this. */
export function Older({
  after,
  next,
  onMove,
}: {
  after: string | null
  next: string | null
  onMove: (after: string | null) => void
}) {
  if (!after && !next) return null
  return (
    <div className="mt-4 flex gap-3">
      {after && (
        <Button variant="secondary" onClick={() => onMove(null)}>
          Newest
        </Button>
      )}
      {next && (
        <Button variant="secondary" onClick={() => onMove(next)}>
          Older
        </Button>
      )}
    </div>
  )
}
