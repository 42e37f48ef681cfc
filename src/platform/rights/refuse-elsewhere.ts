import { Refusal } from '#platform/lib/refusal.ts'
import { type ByWarehouse, holdsAt } from './permission.ts'

/** Refuses somebody whose role is bound to another warehouse. */
export function refuseElsewhere(
  { rights }: { rights: readonly string[] },
  permission: ByWarehouse,
  warehouseId: string,
): void {
  if (!holdsAt(rights, permission, warehouseId))
    throw new Refusal(
      'forbidden',
      `Your role does not count for this warehouse: it needs ${permission} there.`,
    )
}
