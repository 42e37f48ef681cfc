import Link from 'next/link'
import { demoNote, type Seller, sellerLine, sellerNumbers } from '#platform/lib/seller.ts'
import { Logo } from '#platform/ui/logo.tsx'
import type { DeliveryPromise } from '#slices/catalog/delivery-promise.ts'
import type { Category } from '#slices/catalog/product.ts'
import { arrivalWords, deliveryPriceWords } from './delivery-words.ts'

export type StoreFooterProps = { categories: Category[]; delivery: DeliveryPromise | null; seller: Seller }

export function StoreFooter({ categories, delivery, seller }: StoreFooterProps) {
  const small = [sellerLine(seller), ...sellerNumbers(seller), demoNote(seller)].filter(Boolean)
  return (
    <footer className="mt-16 border-hairline border-t bg-sunken md:mt-24">
      <div className="page-width grid grid-cols-2 gap-x-4 gap-y-8 sm:gap-x-8 py-12 lg:grid-cols-[2fr_1fr_1.25fr_1.25fr]">
        <div className="max-lg:col-span-2">
          <Logo />
          <p className="mt-3 max-w-xs text-muted">
            Tableware, vases, lamps, textiles and plants, made slowly and sent quickly.
          </p>
          {delivery && (
            <ul className="mt-3 flex max-w-xs flex-col gap-1 text-muted">
              <li>UK delivery {deliveryPriceWords(delivery)}.</li>
              <li>Order now and it arrives {arrivalWords(delivery)}.</li>
              <li>Free UK returns within 30 days.</li>
            </ul>
          )}
        </div>
        <FooterLinks title="Shop" links={categories.map(({ slug, name }) => [`/categories/${slug}`, name])} />
        <FooterLinks
          title="Help"
          links={[
            ['/delivery-and-returns', 'Delivery and returns'],
            ['/orders/find', 'Find an order'],
            ['/gift-cards', 'Gift cards'],
            ['/withdraw', 'Withdraw from contract'],
            ['/account/orders', 'Your account'],
            ['/contact', 'Contact us'],
            [`mailto:${seller.email}`, seller.email],
            ...(seller.phone ? [phoneLink(seller.phone)] : []),
          ]}
        />
        <FooterLinks
          title="About"
          links={[
            ['/imprint', 'Who we are'],
            ['/terms', 'Terms of sale'],
            ['/privacy', 'Privacy and cookies'],
            ['/accessibility', 'Accessibility'],
          ]}
        />
      </div>
      <p className="page-width pb-8 text-muted text-sm">{small.join(' · ')}</p>
    </footer>
  )
}

const phoneLink = (phone: string): [href: string, words: string] => [
  `tel:${phone.replace(/[^\d+]/g, '')}`,
  phone,
]

function FooterLinks({ title, links }: { title: string; links: [href: string, words: string][] }) {
  return (
    <nav aria-label={title} className="min-w-0">
      <h2 className="mb-1 font-semibold font-text text-base tracking-normal md:mb-2">{title}</h2>
      <ul>
        {links.map(([href, words]) => (
          <li key={href}>
            <Link
              href={href}
              prefetch={false}
              className="link inline-flex min-h-11 items-center py-1.5 text-muted [overflow-wrap:anywhere] decoration-transparent hover:text-ink md:min-h-8 md:py-0.5"
            >
              {words}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
