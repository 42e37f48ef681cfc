import type { Mutant } from '../mutant.ts'

/** Bugs of the stockroom. */
export const stockroomMutants: readonly Mutant[] = [
  {
    name: 'a count ignores what moved since it was counted',
    why: 'The phone had no line for a while, and what was sent meanwhile is written off as lost.',
    file: 'src/slices/stockroom/counting/counted-books.ts',
    find: 'const since = at ? await gainedSince(tx, place, at) : { units: 0, isCorrected: false }',
    put: 'const since = at ? { units: 0, isCorrected: false } : await gainedSince(tx, place, new Date())',
  },
  {
    name: 'a delivery is booked in again when its answer was lost',
    why: 'The shelf promises units that never came.',
    file: 'src/slices/stockroom/receiving/book-receipt.ts',
    find: '  const { id, warehouse, supplier, reference, lines } = input\n',
    put: '  const { warehouse, supplier, reference, lines } = input\n  const id = crypto.randomUUID()\n',
  },
  {
    name: 'two counts write the same loss off',
    why: 'Each of two people missed the same unit, and the books miss two.',
    file: 'src/slices/stockroom/counting/count-shelves.ts',
    find: '!isCorrected && (!at ||',
    put: '(!at ||',
  },
  {
    name: 'a person approves what they counted themselves',
    why: 'One person alone writes off what takes two.',
    file: 'src/slices/stockroom/counting/end-count.ts',
    find: '      if (isSamePerson(entry.actor, actorName(ctx.actor)))\n',
    put: "      if (isSamePerson(entry.actor, '') && actorName(ctx.actor))\n",
  },
  {
    name: 'a count writes off what is promised',
    why: 'An order holds a unit that nobody has.',
    file: 'src/slices/stockroom/counting/count-shelves.ts',
    find: '  if (onHand + difference < reserved) return',
    put: '  if (onHand + difference < 0 * reserved) return',
  },
  {
    name: 'what arrived damaged goes on sale',
    why: 'The next buyer gets the broken one.',
    file: 'src/slices/stockroom/receiving/book-receipt.ts',
    find: "units: damaged, from: 'supplier' as const, to: 'quarantine' as const",
    put: "units: damaged, from: 'supplier' as const, to: 'shelf' as const",
  },
]
