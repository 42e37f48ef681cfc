'use client'

import { createContext, type ReactNode, use } from 'react'
import { type ByWarehouse, holds, holdsAt, type Permission } from '#platform/rights/permission.ts'

const Rights = createContext<readonly string[]>([])

/** Tells the pages of the desk what the person may do. The procedures check it again. */
export function DeskRights({ rights, children }: { rights: readonly string[]; children: ReactNode }) {
  return <Rights value={rights}>{children}</Rights>
}

export const useRights = () => use(Rights)

export function useMay(): (permission: Permission) => boolean {
  const rights = useRights()
  return permission => holds(rights, permission)
}

/** Shows a button of one warehouse only to those who may press it there. */
export function MayAt({
  permission,
  warehouseId,
  children,
}: {
  permission: ByWarehouse
  warehouseId: string
  children: ReactNode
}) {
  return holdsAt(useRights(), permission, warehouseId) ? children : null
}

/** Shows a button only to those who may press it. */
export function May({ permission, children }: { permission: Permission; children: ReactNode }) {
  return useMay()(permission) ? children : null
}
