type Line = { name: string; wanted: number; added: number }

const FEW = 3

/** What became of the items of an earlier order: `2 items are in your cart. Blue mug is not available any more.` */
export function reorderWords(lines: readonly Line[]): { isAny: boolean; words: string } {
  const added = lines.reduce((sum, line) => sum + line.added, 0)
  const gone = lines.filter(line => line.added === 0).map(({ name }) => name)
  const fewer = lines.filter(line => line.added > 0 && line.added < line.wanted)
  const sentences = [
    added === 0
      ? 'Nothing of it can be bought now.'
      : `${added === 1 ? '1 item is' : `${added} items are`} in your cart.`,
    ...fewer.slice(0, FEW).map(line => `Of ${line.name}, ${line.added} instead of ${line.wanted}.`),
    added > 0 && gone.length > 0 && `Not available: ${listed(gone)}.`,
  ]
  return { isAny: added > 0, words: sentences.filter(Boolean).join(' ') }
}

function listed(names: readonly string[]): string {
  const more = names.length - FEW
  return more > 0 ? `${names.slice(0, FEW).join(', ')} and ${more} more` : names.join(', ')
}
