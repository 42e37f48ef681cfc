/**
 * How a label stands. `ordered`: noted, and the carrier has not said yet that it sold it. `bought`: it is the parcel's. `voiding`: the shop wants its
 * money back, and the carrier has not said yet. `voided`: it was given back, or was never sold. `refused`: the carrier will not sell it. `used`: it
 * was to be voided, and the carrier had seen its parcel before.
 */
export const labelStates = ['ordered', 'bought', 'voiding', 'voided', 'refused', 'used'] as const
export type LabelState = (typeof labelStates)[number]

/** Of these a parcel has at most one. */
export const liveStates = ['ordered', 'bought', 'voiding'] as const satisfies readonly LabelState[]
