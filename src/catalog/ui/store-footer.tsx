import Link from 'next/link'
import type { DeliveryPromise } from '#catalog/delivery-promise.ts'
import type { Category } from '#catalog/product.ts'
import { Logo } from '#ui/logo.tsx'
import { arrivalWords, deliveryPriceWords } from './delivery-words.ts'

export function StoreFooter({
  categories,
  delivery,
}: {
  categories: Category[]
  delivery: DeliveryPromise | null
}) {
  return (
    <footer className="mt-16 border-hairline border-t bg-sunken md:mt-24">
      <div className="page-width grid grid-cols-2 gap-x-8 gap-y-8 py-12 lg:grid-cols-[2fr_1fr_1.5fr_1fr]">
        <div className="max-lg:col-span-2">
          <Logo />
          <p className="mt-3 max-w-xs text-muted">
            Tableware, vases, lamps, textiles and plants, from a small warehouse in Leeds and another in
            Reading.
          </p>
        </div>
        <FooterLinks title="Shop" links={categories.map(({ slug, name }) => [`/categories/${slug}`, name])} />
        <section aria-labelledby="delivery-and-returns" className="max-lg:order-last max-lg:col-span-2">
          <h2 id="delivery-and-returns" className="mb-3 font-semibold font-text text-base tracking-normal">
            Delivery and returns
          </h2>
          <ul className="flex flex-col gap-2 text-muted">
            {delivery && (
              <>
                <li>UK delivery {deliveryPriceWords(delivery)}.</li>
                <li>Ordered now, it arrives {arrivalWords(delivery)}.</li>
              </>
            )}
            <li>Send anything back within 30 days; we pay the postage.</li>
            <li>Abroad: the price is shown before you pay.</li>
          </ul>
        </section>
        <FooterLinks
          title="Help"
          links={[
            ['/orders/find', 'Find an order'],
            ['/account/orders', 'Your account'],
            ['mailto:help@orderly.example', 'help@orderly.example'],
            ['tel:+441134960000', '0113 496 0000'],
          ]}
        />
      </div>
    </footer>
  )
}

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
              className="link inline-flex min-h-11 items-center text-muted [overflow-wrap:anywhere] decoration-transparent hover:text-ink md:min-h-8"
            >
              {words}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
