import { deskPlace } from '#desk/clock.tsx'
import { formatDateTime } from '#platform/ui/format.ts'
import type { WaveKind } from '#slices/floor/floor-states.ts'

export const floorTrouble = {
  title: 'The floor could not be read',
  words: 'This page may be old. What you scanned is kept.',
}

export const waveWords: Record<WaveKind, { name: string; how: string }> = {
  single: { name: 'Single', how: 'One parcel after the other. For large goods and express.' },
  cluster: { name: 'Cluster', how: 'A trolley with a tote for each of up to 12 parcels. The usual walk.' },
  batch: {
    name: 'Batch',
    how: 'Everything in one walk, sorted by parcel at the packing station. For many small orders.',
  },
}

export const counted = (count: number, noun: string) =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? noun : `${noun}s`}`

export const when = (at: Date) => formatDateTime(at, deskPlace)

/** `Moss, Large` */
export const optionsOf = (options: Record<string, string>) => Object.values(options).join(', ')

/** `Enamel jug, Moss` */
export const itemName = ({ name, options }: { name: string; options: Record<string, string> }) =>
  [name, ...Object.values(options)].join(', ')

/** `Bin A-03-2`; goods without a bin lie wherever somebody put them. */
export const binWords = (bin: string | null) => (bin ? `Bin ${bin}` : 'No bin is noted')
