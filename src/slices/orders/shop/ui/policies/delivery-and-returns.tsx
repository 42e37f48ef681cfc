import Link from 'next/link'
import { SHOP_CURRENCY } from '#platform/fields/money.ts'
import type { Seller } from '#platform/lib/seller.ts'
import { formatMoney } from '#platform/ui/format.ts'
import { COUNTRIES, type ShippingZone } from '#slices/customers/addresses/countries.ts'
import { type ShippingMethod, shippingMethodsFor } from '#slices/pricing/shipping-methods.ts'
import { PolicyList, PolicyPage, PolicySection } from './policy-page.tsx'
import { ReturnsAddress, SellerEmail } from './seller-lines.tsx'

const zones: { zone: ShippingZone; title: string }[] = [
  { zone: 'home', title: 'United Kingdom' },
  { zone: 'europe', title: 'Europe' },
  { zone: 'world', title: 'Rest of the world' },
]

export function DeliveryAndReturns({ seller }: { seller: Seller }) {
  return (
    <PolicyPage
      title="Delivery and returns"
      lead="What delivery costs, how long it takes, and how to send something back."
    >
      <PolicySection id="delivery" title="Delivery">
        <p>
          We send parcels on working days. Each product says until when you may order for the dates that it
          shows. The days below are counted from the day on which your parcel leaves; the checkout shows you
          the dates before you pay.
        </p>
        <table className="w-full border-collapse text-left">
          <caption className="sr-only">Price and time of each way of delivery, by destination</caption>
          <thead>
            <tr className="border-control border-b">
              <th scope="col" className="py-2 pr-3 font-semibold">
                To
              </th>
              <th scope="col" className="py-2 pr-3 font-semibold">
                Method
              </th>
              <th scope="col" className="py-2 font-semibold">
                Price
              </th>
            </tr>
          </thead>
          <tbody>
            {zones.flatMap(({ zone, title }) =>
              shippingMethodsFor(zone).map((method, index) => (
                <tr key={`${zone}-${method.code}`} className="border-hairline border-b align-top">
                  <th scope="row" className="py-2 pr-3 font-medium">
                    {index === 0 ? title : <span className="sr-only">{title}</span>}
                  </th>
                  <td className="py-2 pr-3">
                    {method.name}
                    <span className="block text-muted text-sm">
                      {daysWords(method)}, by {method.carrier}
                    </span>
                  </td>
                  <td className="tabular py-2">{priceWords(method)}</td>
                </tr>
              )),
            )}
          </tbody>
        </table>
        <p>
          Once your parcel is on its way we email you a tracking number, and your order’s own page shows every
          step.
        </p>
      </PolicySection>
      <PolicySection id="countries" title="Where we deliver">
        {zones.slice(1).map(({ zone, title }) => (
          <p key={zone}>
            <span className="font-medium">{title}:</span> {countriesOf(zone)}.
          </p>
        ))}
      </PolicySection>
      <PolicySection id="customs" title="Customs and taxes abroad">
        <p>
          Prices are in pounds sterling. The tax that we collect for your country is worked out at the
          checkout and shown before you pay. Outside the UK, customs in your country may charge duty, tax or a
          handling fee when the parcel arrives. We do not set these and cannot tell them in advance. The
          person who receives the parcel pays them.
        </p>
      </PolicySection>
      <PolicySection id="presents" title="Christmas and other presents">
        <p>
          Buying a present? Put the other person’s address in as the delivery address. The invoice goes to
          your email address and not into the parcel. The arrival dates at the checkout are the ones to go by
          before Christmas; allow an extra day or two in December.
        </p>
      </PolicySection>
      <PolicySection id="returns" title="Returns and refunds">
        <p>
          You have 30 days from the day of delivery to change your mind and send anything back, for any
          reason. That is longer than the 14 days the law gives you. From the UK, we pay the postage.
        </p>
        <PolicyList
          items={[
            <>
              Press “Send something back” on your order’s page and print the label, or write to{' '}
              <SellerEmail seller={seller} subject="A return" /> with your order number.
            </>,
            'Pack it so that it survives the journey, and hand it over at the post office.',
            'We refund you to the card you paid with within 14 days of getting it back, usually sooner, or give you store credit if you choose that. If you return the whole order we also refund standard delivery.',
          ]}
        />
        <p>We may refund less if something was used more than it takes to see what it is like.</p>
      </PolicySection>
      <PolicySection id="faulty" title="Faulty, damaged or not what you ordered">
        <p>
          Tell us and we will put it right: a replacement, a repair or your money back, with postage on us
          from anywhere. In the UK you have a right to a full refund within 30 days, and to a repair or
          replacement after that, under the Consumer Rights Act 2015.
        </p>
      </PolicySection>
      <PolicySection id="returns-address" title="Where to send returns">
        <ReturnsAddress seller={seller} />
        <p>
          Something else?{' '}
          <Link href="/contact" prefetch={false} className="link">
            Contact us
          </Link>
          .
        </p>
      </PolicySection>
    </PolicyPage>
  )
}

function priceWords({ priceMinor, freeFromMinor }: ShippingMethod): string {
  const price = formatMoney(priceMinor, SHOP_CURRENCY)
  if (freeFromMinor === null) return price
  return `${price}, free from ${formatMoney(freeFromMinor, SHOP_CURRENCY).replace(/\.00$/, '')}`
}

function daysWords({ workingDays: { least, most } }: ShippingMethod): string {
  if (least === most) return least === 1 ? 'Next working day' : `${least} working days`
  return `${least}–${most} working days`
}

const countriesOf = (zone: ShippingZone) =>
  COUNTRIES.filter(country => country.zone === zone)
    .map(({ name }) => name)
    .join(', ')
