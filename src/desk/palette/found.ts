import type { Noted } from './finding.tsx'

/** The option that is `step` further on. After the last comes the first. */
export function neighbourIn(ids: readonly string[], activeId: string | null, step: number): string | null {
  const at = activeId === null ? -1 : ids.indexOf(activeId)
  if (at === -1) return (step > 0 ? ids[0] : ids.at(-1)) ?? null
  return ids[(at + step + ids.length) % ids.length] ?? null
}

export const LOOKING = 'Looking…'

/** What the palette says of its list. "Nothing found" is true only when every search has ended well. */
export function foundInWords(noted: readonly Noted[]): string {
  const count = noted.filter(what => what === 'option').length
  const found = count === 1 ? '1 found' : `${count} found`
  if (noted.includes('looking')) return LOOKING
  if (noted.includes('failed')) return `${found}. Not everything could be searched.`
  return count === 0 ? 'Nothing found' : `${found}. Use the arrow keys and Enter.`
}
