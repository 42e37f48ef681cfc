'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useRights } from '#desk/rights.tsx'
import { holdsSomewhere } from '#platform/rights/permission.ts'
import { cn } from '#platform/ui/cn.ts'
import { tabListLook, tabLook } from '#platform/ui/tab-look.ts'

const tabs = [
  { href: '/admin/staff', label: 'People and roles', may: 'staff.read' },
  { href: '/admin/staff/keys', label: 'Keys of programs', may: 'keys.write' },
  { href: '/admin/staff/stations', label: 'Packing stations', may: 'stations.write' },
  { href: '/admin/staff/audit', label: 'Who did what', may: 'audit.read' },
] as const

/** The pages of the room that the person may see. */
export function StaffTabs() {
  const rights = useRights()
  const path = usePathname()
  return (
    <nav aria-label="Staff">
      <ul className={tabListLook}>
        {tabs
          .filter(tab => holdsSomewhere(rights, tab.may))
          .map(({ href, label }) => (
            <li key={href} className="flex">
              <Link
                href={href}
                aria-current={path === href ? 'page' : undefined}
                className={cn(tabLook, 'text-sm')}
              >
                {label}
              </Link>
            </li>
          ))}
      </ul>
    </nav>
  )
}
