import { lacksPermission } from '#platform/lib/refusal.ts'
import { type ByWarehouse, holdsAt } from './permission.ts'

/** Refuses somebody whose role is bound to another warehouse. */
export function refuseElsewhere(
  { rights }: { rights: readonly string[] },
  permission: ByWarehouse,
  warehouseId: string,
): void {
  if (!holdsAt(rights, permission, warehouseId))
    throw lacksPermission(
      `Your role does not count for this warehouse: it needs ${permission} there.`,
      permission,
    )
}
