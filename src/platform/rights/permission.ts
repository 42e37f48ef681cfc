/** What somebody may do: `<noun>.<verb>`. Each slice lists its own with a sentence, and the catalogue serves people and keys alike. */
export type Permission = `${string}.${string}`

/** The permissions of a slice, each with the words that staff read where they give it. */
export type Permissions = Readonly<Record<Permission, string>>

/** Stands for everything there is, also for what later versions bring. */
export const EVERYTHING = '*'

/**
 * What a role that is bound to a warehouse may do there alone; the other permissions of such a role hold as ever. A right that is
 * narrowed so reads `stock.write@<id of the warehouse>`.
 */
export const BY_WAREHOUSE = [
  'stock.write',
  'parcels.write',
  'returns.receive',
  'floor.work',
  'stations.write',
] as const satisfies Permission[]
export type ByWarehouse = (typeof BY_WAREHOUSE)[number]

export function holds(rights: readonly string[], permission: Permission): boolean {
  return rights.includes(permission) || rights.includes(EVERYTHING)
}

/** In one warehouse, by a role that holds everywhere or by one that is bound to it. */
export function holdsAt(rights: readonly string[], permission: ByWarehouse, warehouseId: string): boolean {
  return holds(rights, permission) || rights.includes(`${permission}@${warehouseId}`)
}

/** In one warehouse at least. */
export function holdsSomewhere(rights: readonly string[], permission: Permission): boolean {
  return holds(rights, permission) || rights.some(right => right.startsWith(`${permission}@`))
}

/** What of the wanted rights is beyond the giver's own: nobody gives what they do not hold. */
export function beyond(own: readonly string[], wanted: readonly string[]): string[] {
  if (own.includes(EVERYTHING)) return []
  return wanted.filter(right => !own.includes(right) && !own.includes(right.replace(/@.*/, '')))
}

/** The permissions of a role as rights: those of a role that is bound to a warehouse name it. */
export function rightsOf(permissions: readonly string[], warehouseId: string | null): string[] {
  const narrowed: readonly string[] = BY_WAREHOUSE
  return permissions.map(may => (warehouseId && narrowed.includes(may) ? `${may}@${warehouseId}` : may))
}
