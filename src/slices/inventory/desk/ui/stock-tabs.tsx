'use client'

import Link from 'next/link'
import { cn } from '#platform/ui/cn.ts'
import { tabListLook, tabLook } from '#platform/ui/tab-look.ts'
import { stockViews } from '../stock-view.ts'
import { type StaffStockParams, staffStockHref, stockViewNames } from './stock-params.ts'

/** The views of the stock and the page of its warehouses, which has no `params`. */
export function StockTabs({ params }: { params?: StaffStockParams }) {
  const views = stockViews.map(view => ({
    href: staffStockHref('/admin/stock', { ...params, view, after: null, before: null }),
    name: stockViewNames[view],
    isHere: params?.view === view,
  }))
  const tabs = [...views, { href: '/admin/stock/warehouses', name: 'Warehouses', isHere: !params }]
  return (
    <nav aria-label="Stock views">
      <ul className={tabListLook}>
        {tabs.map(({ href, name, isHere }) => (
          <li key={name} className="flex">
            <Link href={href} aria-current={isHere ? 'page' : undefined} className={cn(tabLook, 'text-sm')}>
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
