import type { Arrival } from '#slices/floor/bins/read-bins.ts'
import type { FloorParcel, Task } from '#slices/floor/queries.ts'
import type { Scan } from '#slices/floor/scans/scan-input.ts'

type Coded = { sku: string; barcode: string | null }
type Share = Task['shares'][number]
export type Part = { slot: number; units: number }

/** Whether the code is on this item, as its SKU or its barcode. */
export const bears = ({ sku, barcode }: Coded, code: string): boolean =>
  [sku, barcode].some(known => known?.toLowerCase() === code.toLowerCase())

export const openOf = ({ wanted, picked, short }: Pick<Task, 'wanted' | 'picked' | 'short'>): number =>
  wanted - picked - short

/** Into which totes so many units go: the lowest first, as the shop counts them. */
export function partsOf(shares: readonly Share[], units: number): Part[] {
  return spread(bySlot(shares), units).map(({ share, units }) => ({ slot: share.slot, units }))
}

/** The walk as it is with these scans, which the shop may not know yet. */
export const withPicks = (tasks: readonly Task[], scans: readonly Scan[]): Task[] =>
  tasks.map(task => scans.filter(({ task: id }) => id === task.id).reduce(withPick, task))

function withPick(task: Task, { kind, code, quantity }: Scan): Task {
  if ((kind !== 'pick' && kind !== 'short') || !bears(task, code) || quantity > openOf(task)) return task
  const done = kind === 'pick' ? 'picked' : 'short'
  const ordered = kind === 'pick' ? bySlot(task.shares) : bySlot(task.shares).reverse()
  const parts = spread(ordered, quantity)
  const shares = task.shares.map(share => {
    const units = parts.find(part => part.share === share)?.units ?? 0
    return { ...share, [done]: share[done] + units }
  })
  return { ...task, [done]: task[done] + quantity, shares }
}

const bySlot = (shares: readonly Share[]) => shares.toSorted((one, other) => one.slot - other.slot)

function spread(shares: readonly Share[], units: number): { share: Share; units: number }[] {
  let rest = units
  return shares.flatMap(share => {
    const taken = Math.min(rest, openOf(share))
    rest -= taken
    return taken > 0 ? [{ share, units: taken }] : []
  })
}

/** A parcel as it is with these scans: units in its box, or back in their bins. */
export const withBoxed = (parcel: FloorParcel, scans: readonly Scan[]): FloorParcel =>
  scans.filter(({ parcel: id }) => id === parcel.id).reduce(withUnit, parcel)

function withUnit(parcel: FloorParcel, { kind, code, quantity }: Scan): FloorParcel {
  const lines = parcel.lines.map(line => {
    if (!bears(line, code)) return line
    if (kind === 'pack' && line.packed + quantity <= line.quantity)
      return { ...line, packed: line.packed + quantity }
    if (kind === 'put_back' && quantity <= line.picked)
      return {
        ...line,
        picked: line.picked - quantity,
        packed: Math.min(line.packed, line.picked - quantity),
      }
    return line
  })
  return { ...parcel, lines }
}

/** What waits to be put away as it is with these scans. */
export const withPutAway = (arrivals: readonly Arrival[], scans: readonly Scan[]): Arrival[] =>
  arrivals
    .map(arrival => ({ ...arrival, units: arrival.units - putAwayOf(arrival, scans) }))
    .filter(({ units }) => units > 0)

const putAwayOf = (arrival: Arrival, scans: readonly Scan[]) =>
  scans
    .filter(({ kind, code }) => kind === 'put_away' && bears(arrival, code))
    .reduce((sum, { quantity }) => sum + quantity, 0)
