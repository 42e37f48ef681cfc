import type { Trouble } from '../events.ts'

/**
 * What a carrier reports of a parcel, by how much it says: of two scans the later one here counts, whichever comes first. So doubled, late and
 * reordered news leads to the same end, and a parcel that was lost and arrives has arrived.
 */
export const scanCodes = [
  'accepted',
  'in_transit',
  'out_for_delivery',
  'damaged',
  'lost',
  'undeliverable',
  'delivered',
  'returned_to_sender',
] as const
export type ScanCode = (typeof scanCodes)[number]

export const rankOf = (code: ScanCode): number => scanCodes.indexOf(code)

/** Null: a scan that asks for no decision. */
export function troubleOf(code: ScanCode | null): Trouble | null {
  switch (code) {
    case 'lost':
    case 'damaged':
    case 'undeliverable':
      return code
    case 'returned_to_sender':
      return 'undeliverable'
    default:
      return null
  }
}

/** Nothing more is to be expected of it. */
export const isLast = (code: ScanCode | null): boolean =>
  code === 'delivered' || code === 'returned_to_sender'
