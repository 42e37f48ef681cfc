'use client'

import Link from 'next/link'
import { cn } from '#platform/ui/cn.ts'
import { tabListLook, tabLook } from '#platform/ui/tab-look.ts'

const tabs = [
  { href: '/admin/gift-cards', name: 'Cards' },
  { href: '/admin/gift-cards/owed', name: 'What is owed' },
]

export function CreditTabs({ here }: { here: string }) {
  return (
    <nav aria-label="Gift cards">
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
