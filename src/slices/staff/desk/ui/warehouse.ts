/** A warehouse that a role can be bound to; the page brings them, since they belong to a slice above this one. */
export type Warehouse = { id: string; code: string; name: string }

/** `Warehouse`, or `Warehouse at North` where the role is bound. */
export function roleAt(
  role: { name: string; warehouseId: string | null },
  warehouses: readonly Warehouse[],
): string {
  const place = warehouses.find(({ id }) => id === role.warehouseId)
  return place ? `${role.name} at ${place.name}` : role.name
}
