import type { Mutant } from '../mutant.ts'

/** Bugs of labels and of the road. */
export const carrierMutants: readonly Mutant[] = [
  {
    name: 'a label is bought again under a new key',
    why: 'The answer to the first purchase was lost, and the parcel has two labels.',
    file: 'src/slices/carriers/buy-label.ts',
    find: 'const sold = label.calledAt ? await carrierApi.find(label.id) : null',
    put: 'const sold = null as SoldLabel | null',
    also: {
      find: 'await carrierApi.buy(label.id, {',
      put: 'await carrierApi.buy(label.calledAt ? crypto.randomUUID() : label.id, {',
    },
  },
  {
    name: 'a label stays although another number was typed',
    why: 'Nobody asks for its money back, and the carrier waits for a parcel that went elsewhere.',
    file: 'src/slices/carriers/settle-label.ts',
    find: '  return hasLeft && trackingNumber !== null && trackingNumber === label.trackingNumber\n',
    put: '  return hasLeft && (trackingNumber !== null || label.trackingNumber !== null)\n',
  },
  {
    name: 'the earliest scan counts',
    why: 'A parcel that has arrived reads as picked up.',
    file: 'src/slices/carriers/tracking/take-scans.ts',
    find: '      rankOf(other.code) - rankOf(one.code) ||\n',
    put: '',
  },
]
