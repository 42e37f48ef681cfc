'use client'

import { Menu } from 'lucide-react'
import Link from 'next/link'
import { Button } from '#platform/ui/button.tsx'
import { Sheet, useSheet } from '#platform/ui/sheet.tsx'
import { ThemeToggle } from '#platform/ui/theme-toggle.tsx'
import type { HeaderLink } from '#slices/catalog/header-link.ts'
import type { Category } from '#slices/catalog/product.ts'
import { Picture } from './picture.tsx'

type MenuSheetProps = { categories: Category[]; links: readonly Omit<HeaderLink, 'icon'>[] }

/** The menu on a phone: the categories, and the ways to other pages. */
export function MenuSheet({ categories, links }: MenuSheetProps) {
  const { opener, sheet, close } = useSheet()
  return (
    <>
      <Button variant="quiet" size="icon" aria-label="Menu" className="-ml-2.5 md:hidden" {...opener}>
        <Menu aria-hidden="true" />
      </Button>
      <Sheet {...sheet} side="left" title="Menu">
        <nav aria-label="Menu">
          <ul>
            {categories.map(category => (
              <li key={category.slug} className="border-hairline border-b">
                <Link
                  href={`/categories/${category.slug}`}
                  onClick={close}
                  className="flex min-h-16 items-center gap-4 rounded-control font-medium text-lg"
                >
                  <Picture
                    src={category.imageUrl ?? '/pictures/placeholder.svg'}
                    alt=""
                    width={96}
                    height={48}
                    className="h-12 w-24 rounded-control object-cover"
                  />
                  {category.name}
                </Link>
              </li>
            ))}
            {[
              { href: '/categories/all', label: 'Everything' },
              { href: '/account/orders', label: 'Your account and orders' },
              ...links,
            ].map(({ href, label }) => (
              <li key={href}>
                <Link
                  href={href}
                  prefetch={false}
                  onClick={close}
                  className="flex min-h-12 items-center rounded-control"
                >
                  {label}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <div className="mt-4 flex items-center justify-between border-hairline border-t pt-4">
          Light or dark
          <ThemeToggle />
        </div>
      </Sheet>
    </>
  )
}
