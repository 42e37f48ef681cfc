/**
 * How far a parcel is on our own floor. `waiting`: no wave has it. `released`: a wave has it, and nobody has picked of it. `picked`: all of it is
 * in its tote. `handed_over`: the carrier has it. `stopped`: it is not sent; what was picked of it goes back to its bins.
 */
export const floorStates = [
  'waiting',
  'released',
  'picking',
  'picked',
  'packed',
  'handed_over',
  'delivered',
  'stopped',
] as const
export type FloorState = (typeof floorStates)[number]

/**
 * How a wave is walked. `single`: one parcel after the other. `cluster`: a trolley of totes, one for each of a few parcels. `batch`: everything at
 * once in one grab a bin, sorted into parcels at the packing station.
 */
export const waveKinds = ['single', 'cluster', 'batch'] as const
export type WaveKind = (typeof waveKinds)[number]

/**
 * `short`: fewer lie in the bin than the task wants. `put_back`: a unit of a stopped parcel is in its bin again. `put_away`: units that lay in no
 * bin are in one. `move`: they went from one bin into another.
 */
export const scanKinds = ['pick', 'short', 'pack', 'put_back', 'put_away', 'move'] as const
export type ScanKind = (typeof scanKinds)[number]

/** What became of a scan that was taken in. */
export const takenOutcomes = ['picked', 'short_noted', 'packed', 'put_back', 'put_away', 'moved'] as const

/** What became of a scan. Those from `wrong_item` on changed nothing. */
export const scanOutcomes = [
  ...takenOutcomes,
  'wrong_item',
  'too_many',
  'held_by_other',
  'stopped',
  'not_ready',
  'unknown',
  'id_reused',
] as const
export type ScanOutcome = (typeof scanOutcomes)[number]
