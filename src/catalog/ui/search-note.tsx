import type { SearchOutcome } from '#catalog/browsing.ts'

/** Says what was searched for when that is not what was typed. */
export function SearchNote({ search, query }: { search: SearchOutcome; query: string }) {
  if (search.kind === 'corrected') {
    return (
      <p className="mb-4">
        Nothing is called “{query}”, so this is what we have for <strong>{search.words}</strong>.
      </p>
    )
  }
  if (search.kind === 'loosened') {
    return <p className="mb-4">Nothing has all the words of “{query}”. These have some of them.</p>
  }
  return null
}
