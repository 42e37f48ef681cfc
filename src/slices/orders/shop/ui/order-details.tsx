import { Download } from 'lucide-react'
import Link from 'next/link'
import { Card, CardHeading } from '#platform/ui/card.tsx'
import { Description, DescriptionList } from '#platform/ui/description-list.tsx'
import { billedLines } from '#slices/business/billed-lines.ts'
import { cardName } from '#slices/payments/ui/card-token.ts'
import { paidWords } from '#slices/pricing/paid-words.ts'
import type { OrderStatus } from '../order-answers.ts'
import { AddressLines } from './address-lines.tsx'
import { OrderLines } from './order-lines.tsx'
import { OrderTotals } from './order-totals.tsx'
import { TrackingNumber } from './tracking-number.tsx'
import { lineWaits } from './waiting-words.ts'

/** The lines, sums, payment and address of the order. */
export function OrderDetails({ order, token }: { order: OrderStatus; token: string | undefined }) {
  const key = token ? `?token=${encodeURIComponent(token)}` : ''
  return (
    <div className="flex min-w-0 flex-col gap-6">
      <Card aria-labelledby="items">
        <CardHeading id="items">Your order</CardHeading>
        <OrderLines lines={order.lines.map(line => ({ ...line, late: lineWaits(line) }))} />
        <hr className="my-5" />
        <OrderTotals {...order} deliveryName={order.shippingMethodName} />
        {order.invoiceReady && (
          <a
            className="link mt-4 inline-flex min-h-11 items-center gap-2 font-medium"
            href={`/api/v1/orders/${order.id}/invoice${key}`}
            download
          >
            <Download aria-hidden="true" className="size-5" />
            Download the invoice (PDF)
          </a>
        )}
      </Card>
      <Card aria-labelledby="delivery-payment">
        <CardHeading id="delivery-payment">Delivery and payment</CardHeading>
        <DescriptionList layout="stacked">
          <Description term="Delivery address">
            <AddressLines address={order.shippingAddress} regionName={order.regionName} />
          </Description>
          {order.billing && (
            <Description term="Billed to">
              {billedLines(order.billing).map(line => (
                <span key={line} className="block [overflow-wrap:anywhere]">
                  {line}
                </span>
              ))}
            </Description>
          )}
          <Description term="Delivery">{order.shippingMethodName}</Description>
          {order.carrier && order.trackingNumber && order.parcels.length === 0 && (
            <Description term={`Tracking number with ${order.carrier}`}>
              <TrackingNumber
                number={order.trackingNumber}
                carrierUrl={order.carrierUrl}
                copyLabel="Copy tracking number"
              />
            </Description>
          )}
          {(order.card || order.paidWith.some(({ kind }) => kind !== 'card')) && (
            <Description term="Payment">
              {capitalised(paidWords(order.paidWith, order.card ? cardName(order.card) : 'card'))}
            </Description>
          )}
          <Description term="Help">
            <Link className="link" href="/contact" prefetch={false}>
              Contact us
            </Link>
            {order.delivery === 'delivered' && (
              <Link className="link block" href="/delivery-and-returns#returns" prefetch={false}>
                Send something back
              </Link>
            )}
          </Description>
        </DescriptionList>
      </Card>
    </div>
  )
}

const capitalised = (words: string) => words.charAt(0).toUpperCase() + words.slice(1)
