import Link from 'next/link'
import { type Seller, sellerLine } from '#platform/lib/seller.ts'
import { PolicyList, PolicyPage, PolicySection } from './policy-page.tsx'
import { SellerEmail, SellerLines } from './seller-lines.tsx'

export function Terms({ seller }: { seller: Seller }) {
  return (
    <PolicyPage
      title="Terms of sale"
      lead="What you and we agree to when you buy here, in plain words. They take nothing away from the rights that the law gives you."
    >
      <PolicySection id="who" title="Who you buy from">
        <SellerLines seller={seller} />
      </PolicySection>
      <PolicySection id="contract" title="When we have a contract">
        <p>
          What we show is an invitation to order. You order by pressing Pay. We accept when we email you to
          say that your order is confirmed; from then on we have a contract. If we cannot accept it, because
          something has sold out or the payment did not go through, we tell you at once and take no money.
        </p>
      </PolicySection>
      <PolicySection id="prices" title="Prices and payment">
        <PolicyList
          items={[
            'Prices are in pounds sterling and include UK VAT. Tax for other countries is shown at the checkout.',
            'You see the whole price, with delivery and tax, before you pay. If a price changes while you are ordering, we ask you again.',
            'You pay by card when you order. Your card details go straight to our payment provider; we never see the number.',
            'If we have made an obvious mistake with a price, we tell you before we send anything, and you can cancel.',
          ]}
        />
      </PolicySection>
      <PolicySection id="delivery" title="Delivery">
        <p>
          Prices and times are on{' '}
          <Link href="/delivery-and-returns" prefetch={false} className="link">
            Delivery and returns
          </Link>
          . Unless we agree otherwise we deliver within 30 days. The goods are your responsibility once they
          have been delivered to you or to somebody you named.
        </p>
      </PolicySection>
      <PolicySection id="cancelling" title="Your right to cancel">
        <p>
          You can cancel at any time until 14 days after everything in your order has reached you, without
          giving a reason. We give you 30 to send things back. Until your order is packed, cancel it on its
          own page. After that, press “Withdraw from contract” on that page, or{' '}
          <Link href="/withdraw" prefetch={false} className="link">
            withdraw without an account
          </Link>
          ; we acknowledge it by email at once. You can also tell us in any other clear way, for instance by
          email to <SellerEmail seller={seller} subject="I want to cancel" /> with your order number, then
          send the goods back within 14 days.
        </p>
        <p>
          We refund what you paid for them, including standard delivery if you cancel the whole order, within
          14 days of getting them back or of proof that you sent them, to the card that you paid with.
        </p>
        <details className="rounded-card border border-hairline bg-surface p-4">
          <summary className="cursor-pointer font-medium">Model form for cancelling</summary>
          <p className="mt-3">
            To {sellerLine(seller)}, {seller.email}: I hereby give notice that I cancel my contract of sale of
            the following goods: … Ordered on … / received on … Order number … Name … Address … Date …
          </p>
        </details>
      </PolicySection>
      <PolicySection id="faults" title="If something is wrong">
        <p>
          We must supply goods that match their description, are of satisfactory quality and fit for purpose.
          If they are not, you have the rights described under{' '}
          <Link href="/delivery-and-returns#faulty" prefetch={false} className="link">
            faulty goods
          </Link>
          .
        </p>
      </PolicySection>
      <PolicySection id="liability" title="What we are responsible for">
        <p>
          We are responsible for loss that you suffer because we broke this contract or did not take
          reasonable care, if it was foreseeable. We are not responsible for loss to a business. Nothing here
          limits our liability for death or injury caused by our negligence, for fraud, or for anything else
          that the law does not allow us to limit.
        </p>
      </PolicySection>
      <PolicySection id="complaints" title="Complaints and law">
        <p>
          If you are unhappy, write to <SellerEmail seller={seller} subject="A complaint" /> and we will try
          to put it right. English law applies. If you live in Scotland, Northern Ireland or another country,
          you keep the protection of your own consumer law and may go to your own courts.
        </p>
      </PolicySection>
    </PolicyPage>
  )
}
