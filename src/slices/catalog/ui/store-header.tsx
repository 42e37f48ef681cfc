import Link from 'next/link'
import type { ReactNode } from 'react'
import { ButtonLink } from '#platform/ui/button-link.tsx'
import { Logo } from '#platform/ui/logo.tsx'
import { ThemeToggle } from '#platform/ui/theme-toggle.tsx'
import type { DeliveryPromise } from '#slices/catalog/delivery-promise.ts'
import type { HeaderLink } from '#slices/catalog/header-link.ts'
import type { Category } from '#slices/catalog/product.ts'
import { SearchBox } from './browse/search-box.tsx'
import { CategoryNav } from './category-nav.tsx'
import { deliveryPriceWords } from './delivery-words.ts'
import { MenuSheet } from './menu-sheet.tsx'

export type StoreHeaderProps = {
  categories: Category[]
  delivery: DeliveryPromise | null
  links: readonly HeaderLink[]
  account: ReactNode
  cart: ReactNode
}

/** From 768 px up the bar with the search stays in view. On a phone the search is its own row, one tap away. */
export function StoreHeader({ categories, delivery, links, account, cart }: StoreHeaderProps) {
  return (
    <header className="contents">
      {delivery && (
        <p className="bg-brand-tint px-4 py-1.5 text-center text-sm">
          UK delivery {deliveryPriceWords(delivery)} · Free 30-day returns
        </p>
      )}
      <div className="z-30 border-hairline border-b bg-page md:sticky md:top-0">
        <div className="page-width flex flex-wrap items-center gap-x-1 gap-y-2 py-2 md:h-16 md:flex-nowrap md:gap-x-6 md:py-0">
          <MenuSheet categories={categories} links={links.map(({ href, label }) => ({ href, label }))} />
          <Link href="/" aria-label="Orderly, home" className="mr-auto rounded-control py-1.5 md:mr-0">
            <Logo />
          </Link>
          <SearchBox className="order-last w-full md:order-none md:mx-auto md:max-w-xl" />
          <div className="flex items-center">
            <ThemeToggle className="hidden md:inline-flex" />
            {links.map(
              ({ href, label, icon }) =>
                icon && <IconLink key={href} href={href} label={label} icon={icon} />,
            )}
            {account}
            {cart}
          </div>
        </div>
      </div>
      <CategoryNav categories={categories} />
    </header>
  )
}

/** A phone has no room for it in the bar; its menu holds the same link. */
function IconLink({ href, label, icon }: HeaderLink) {
  return (
    <ButtonLink variant="quiet" size="icon" href={href} prefetch={false} className="hidden md:inline-flex">
      {icon}
      <span className="sr-only">{label}</span>
    </ButtonLink>
  )
}
