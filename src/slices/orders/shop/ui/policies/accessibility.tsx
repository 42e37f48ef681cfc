import type { Seller } from '#platform/lib/seller.ts'
import { PolicyList, PolicyPage, PolicySection } from './policy-page.tsx'
import { SellerEmail, SellerPhone } from './seller-lines.tsx'

export function Accessibility({ seller }: { seller: Seller }) {
  return (
    <PolicyPage title="Accessibility" lead="Everybody should be able to shop here, however they use the web.">
      <PolicySection id="standard" title="What we aim for">
        <p>
          We aim to meet the Web Content Accessibility Guidelines (WCAG) 2.2 at level AA. Every page is
          checked by an automatic test each time we change the shop, on a phone and on a large screen, in
          light and dark.
        </p>
        <PolicyList
          items={[
            'Everything works with a keyboard alone, and you can always see where you are.',
            'Text can be enlarged to 200% and the page narrowed to 320 pixels without losing anything.',
            'Pictures of products have descriptions; decoration is silent.',
            'Errors are explained in words, beside the field and at the top of the form.',
            'If your system asks for less motion, nothing slides.',
          ]}
        />
      </PolicySection>
      <PolicySection id="limits" title="What does not work as well as it should">
        <PolicyList
          items={[
            'The card fields belong to our payment provider. We choose accessible ones, but cannot change them.',
            'Your bank’s own page, if it asks you to confirm a payment, is the bank’s.',
            'Invoices are PDF files. If you cannot read one, ask us and we will send the same as plain text.',
          ]}
        />
      </PolicySection>
      <PolicySection id="tell-us" title="Tell us what gets in your way">
        <p>
          Write to <SellerEmail seller={seller} subject="Accessibility" />
          {seller.phone && (
            <>
              {' '}
              or ring <SellerPhone seller={seller} />
            </>
          )}
          . We answer within one working day, take your order by email or phone if you like, and mend what we
          can.
        </p>
        <p>
          If you are not happy with our answer and live in Great Britain, the Equality Advisory and Support
          Service can advise you. In the EU, it is the authority that enforces the European Accessibility Act
          in your country.
        </p>
      </PolicySection>
    </PolicyPage>
  )
}
