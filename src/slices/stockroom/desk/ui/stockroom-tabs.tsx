'use client'

import Link from 'next/link'
import { cn } from '#platform/ui/cn.ts'
import { tabListLook, tabLook } from '#platform/ui/tab-look.ts'

const tabs = [
  { href: '/admin/stockroom', name: 'Deliveries' },
  { href: '/admin/stockroom/counts', name: 'Counts' },
  { href: '/admin/stockroom/aside', name: 'Set aside' },
]

export function StockroomTabs({ here }: { here: string }) {
  return (
    <nav aria-label="Stockroom">
      <ul className={tabListLook}>
        {tabs.map(({ href, name }) => (
          <li key={href} className="flex">
            <Link
              href={href}
              aria-current={name === here ? 'page' : undefined}
              className={cn(tabLook, 'text-sm')}
            >
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
