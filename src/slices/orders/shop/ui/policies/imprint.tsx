import Link from 'next/link'
import type { Seller } from '#platform/lib/seller.ts'
import { PolicyPage, PolicySection } from './policy-page.tsx'
import { SellerEmail, SellerLines, SellerPhone } from './seller-lines.tsx'

export function Imprint({ seller }: { seller: Seller }) {
  return (
    <PolicyPage title="Who we are" lead="The company behind this shop, and how to reach it.">
      <PolicySection id="company" title="Company">
        <SellerLines seller={seller} />
      </PolicySection>
      <PolicySection id="reach" title="How to reach us">
        <p>
          Email: <SellerEmail seller={seller} />
        </p>
        {seller.phone && (
          <p>
            Phone: <SellerPhone seller={seller} />
          </p>
        )}
      </PolicySection>
      <PolicySection id="responsible" title="Responsible for this site">
        <p>
          {seller.name}, at the address above, is responsible for what this site says. What we sell and on
          which terms is in our{' '}
          <Link href="/terms" prefetch={false} className="link">
            terms of sale
          </Link>
          ; what we do with your data is in our{' '}
          <Link href="/privacy" prefetch={false} className="link">
            privacy notice
          </Link>
          .
        </p>
      </PolicySection>
    </PolicyPage>
  )
}
