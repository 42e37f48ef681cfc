import Link from 'next/link'
import { cn } from '#ui/cn.ts'
import { tabListLook, tabLook } from '#ui/tab-look.ts'

export type TabLink = { href: string; label: string; count?: number; current?: boolean }

export type TabLinksProps = {
  /** Names the navigation, such as "Order views". */
  label: string
  tabs: TabLink[]
  className?: string
}

/** Views as links: each has an address, so Back works and a view can be shared. */
export function TabLinks({ label, tabs, className }: TabLinksProps) {
  return (
    <nav aria-label={label}>
      <ul className={cn(tabListLook, className)}>
        {tabs.map(tab => (
          <li key={tab.href} className="flex">
            <Link
              href={tab.href}
              aria-current={tab.current ? 'page' : undefined}
              className={cn(tabLook, 'text-sm')}
            >
              {tab.label}
              {tab.count !== undefined && (
                <span className="tabular rounded-pill bg-ink/8 px-2 text-xs">{tab.count}</span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
