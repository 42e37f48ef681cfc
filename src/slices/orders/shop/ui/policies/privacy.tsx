import { type Seller, sellerLine } from '#platform/lib/seller.ts'
import type { KeptOfPeople } from '#platform/slice.ts'
import { PolicyList, PolicyPage, PolicySection } from './policy-page.tsx'
import { SellerEmail } from './seller-lines.tsx'

export function Privacy({ seller, kept }: { seller: Seller; kept: readonly KeptOfPeople[] }) {
  return (
    <PolicyPage
      title="Privacy and cookies"
      lead="What we know about you, why, for how long, and what you can do about it."
    >
      <PolicySection id="controller" title="Who is responsible">
        <p>
          {sellerLine(seller)}. Questions about your data: <SellerEmail seller={seller} subject="My data" />.
        </p>
      </PolicySection>
      <PolicySection id="data" title="What we keep and why">
        <PolicyList items={kept.map(({ what, why, howLong }) => `${what} ${why} ${howLong}`)} />
      </PolicySection>
      <PolicySection id="sharing" title="Who else sees it">
        <p>
          Our payment provider, the warehouse and the carrier that bring your parcel, the company that sends
          our emails and the one that runs our servers, each only what it needs. We sell your data to nobody
          and show no advertising. Some of them may work outside the UK; then the safeguards that UK law asks
          for apply.
        </p>
      </PolicySection>
      <PolicySection id="cookies" title="Cookies">
        <p>
          We set only what the shop cannot do without: a cookie that keeps your cart and sign-in together, and
          your choice of light or dark in your browser. There are no cookies for advertising or statistics, so
          there is no banner to click away.
        </p>
      </PolicySection>
      <PolicySection id="rights" title="Your rights">
        <p>
          With an account you download a copy of your data and delete the account yourself, under “Your
          details”. Anybody can ask us for a copy, to correct or delete data, to stop using it for a purpose,
          or to hand it to somebody else. Write to <SellerEmail seller={seller} subject="My data" />; we
          answer within a month and it costs nothing. If you are not happy with our answer, you can complain
          to the Information Commissioner’s Office (ico.org.uk) or to the authority where you live.
        </p>
      </PolicySection>
    </PolicyPage>
  )
}
