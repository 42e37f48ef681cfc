import Link from 'next/link'
import type { Seller } from '#platform/lib/seller.ts'
import { PolicyPage, PolicySection } from './policy-page.tsx'
import { ReturnsAddress, SellerEmail, SellerLines, SellerPhone } from './seller-lines.tsx'

export function Contact({ seller }: { seller: Seller }) {
  return (
    <PolicyPage title="Contact us" lead="A person reads every message, and answers within one working day.">
      <PolicySection id="write" title="Write or ring">
        <p>
          Email: <SellerEmail seller={seller} />
        </p>
        {seller.phone && (
          <p>
            Phone: <SellerPhone seller={seller} />, Monday to Friday, 9 am to 5 pm
          </p>
        )}
        <p>
          About an order? Have its number ready; it begins with O and is in your confirmation email. You can
          also{' '}
          <Link href="/orders/find" prefetch={false} className="link">
            find your order
          </Link>{' '}
          and see where it is without asking us.
        </p>
      </PolicySection>
      <PolicySection id="change" title="Change or cancel an order">
        <p>
          Write to us before the order is packed and we will change or cancel it. Once it is packed, you can
          still{' '}
          <Link href="/delivery-and-returns#returns" prefetch={false} className="link">
            send it back
          </Link>
          .
        </p>
      </PolicySection>
      <PolicySection id="returns-address" title="Where to send returns">
        <ReturnsAddress seller={seller} />
      </PolicySection>
      <PolicySection id="company" title="The company">
        <SellerLines seller={seller} />
      </PolicySection>
    </PolicyPage>
  )
}
