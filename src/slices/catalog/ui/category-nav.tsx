'use client'

import { usePathname } from 'next/navigation'
import { cn } from '#platform/ui/cn.ts'
import type { Category } from '#slices/catalog/product.ts'
import { IntentLink } from './intent-link.tsx'

const linkLook =
  'focus-inset inline-flex min-h-11 items-center rounded-control px-3 text-muted transition-colors hover:text-ink aria-[current=page]:text-ink aria-[current=page]:underline aria-[current=page]:decoration-accent aria-[current=page]:decoration-2 aria-[current=page]:underline-offset-8'

/** The categories side by side, from 768 px up; phones have them in the menu. */
export function CategoryNav({ categories }: { categories: Category[] }) {
  const path = usePathname()
  const links = [{ slug: 'all', name: 'Everything' }, ...categories]
  return (
    <nav aria-label="Categories" className="hidden border-hairline border-b md:block">
      <ul className="page-width flex overflow-x-auto [scrollbar-width:none]">
        {links.map(({ slug, name }) => (
          <li key={slug} className="shrink-0 first:-ml-3">
            <IntentLink
              href={`/categories/${slug}`}
              aria-current={path === `/categories/${slug}` ? 'page' : undefined}
              className={cn(linkLook)}
            >
              {name}
            </IntentLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}
