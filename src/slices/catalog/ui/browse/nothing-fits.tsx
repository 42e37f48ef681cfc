import { Button } from '#platform/ui/button.tsx'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { Picture } from '../picture.tsx'

export function NothingFits({ onClear }: { onClear: () => void }) {
  return (
    <EmptyState
      title="Nothing fits all of these"
      art={<Picture src="/pictures/empty.search.svg" alt="" width={240} height={180} />}
      action={<Button onClick={onClear}>Clear all filters</Button>}
    >
      Remove a filter to see more.
    </EmptyState>
  )
}
