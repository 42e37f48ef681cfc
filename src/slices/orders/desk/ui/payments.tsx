import { deskPlace } from '#desk/clock.tsx'
import { Reference } from '#desk/reference.tsx'
import { Badge } from '#platform/ui/badge.tsx'
import { Card, CardHeading } from '#platform/ui/card.tsx'
import { Description, DescriptionList } from '#platform/ui/description-list.tsx'
import { formatDateTime, formatMoney } from '#platform/ui/format.ts'
import type { StaffOrder, StaffPayment, StaffRefund } from '../order.ts'
import { whoDid } from '../who-did.ts'
import { failureInWords, reasonInWords, type Status } from '../words.ts'
import { StaffDisputes } from './disputes.tsx'

const paymentWords: Record<StaffPayment['status'], Status> = {
  initiated: { words: 'Initiated', tone: 'info' },
  requires_action: { words: 'Bank asks', tone: 'info' },
  succeeded: { words: 'Succeeded', tone: 'success' },
  failed: { words: 'Failed', tone: 'neutral' },
  canceled: { words: 'Cancelled', tone: 'neutral' },
}

const refundWords: Record<StaffRefund['status'], Status> = {
  requested: { words: 'Under way', tone: 'info' },
  succeeded: { words: 'Given back', tone: 'success' },
  failed: { words: 'Failed', tone: 'danger' },
  reversed: { words: 'Came back', tone: 'danger' },
}

/** The bank's answer to each payment attempt and each refund. */
export function StaffPayments({ details: { order, payments, refunds, disputes } }: { details: StaffOrder }) {
  return (
    <Card aria-labelledby="payments">
      <CardHeading id="payments">Payment</CardHeading>
      {payments.length === 0 && <p className="text-muted">No payment was begun.</p>}
      <ul className="flex flex-col gap-6">
        {payments.map(payment => (
          <li key={payment.id}>
            <Payment payment={payment} currency={order.currency} />
          </li>
        ))}
      </ul>
      {disputes.length > 0 && <StaffDisputes disputes={disputes} />}
      {refunds.length > 0 && (
        <>
          <h3 className="mt-6 mb-2 border-hairline border-t pt-4 text-lg">Refunds</h3>
          <ul className="flex flex-col gap-3">
            {refunds.map(refund => (
              <li key={refund.id}>
                <Refund refund={refund} currency={order.currency} />
              </li>
            ))}
          </ul>
        </>
      )}
    </Card>
  )
}

function Payment({ payment, currency }: { payment: StaffPayment; currency: string }) {
  const { words, tone } = paymentWords[payment.status]
  return (
    <>
      <div className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="font-medium">
          {payment.card
            ? `${cardName(payment.card.brand)} ····${payment.card.last4}`
            : payment.amountMinor === 0
              ? 'No card'
              : 'Card'}
        </span>
        <Badge tone={tone}>{words}</Badge>
        <span className="tabular ml-auto">{formatMoney(payment.amountMinor, currency)}</span>
      </div>
      <DescriptionList className="text-sm">
        {payment.failureCode && (
          <Description term="Failure">{failureInWords(payment.failureCode)}</Description>
        )}
        <Description term="Attempts">{payment.attempt}</Description>
        <Description term="Begun">{formatDateTime(payment.createdAt, deskPlace)}</Description>
        {payment.providerId && (
          <Description term="Payment id">
            <Reference text={payment.providerId} label="Copy payment id" />
          </Description>
        )}
        <Description term="Method">
          <code className="[overflow-wrap:anywhere]">{payment.method}</code>
        </Description>
      </DescriptionList>
    </>
  )
}

function Refund({ refund, currency }: { refund: StaffRefund; currency: string }) {
  const { words, tone } = refundWords[refund.status]
  return (
    <div className="text-sm">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="tabular font-medium text-base">{formatMoney(refund.amountMinor, currency)}</span>
        <Badge tone={tone}>{words}</Badge>
        <span className="ml-auto text-muted">{formatDateTime(refund.createdAt, deskPlace)}</span>
      </div>
      <p className="text-muted">
        {whoDid(refund.requestedBy, 'The customer').name}: {reasonInWords(refund.reason)}
      </p>
      {refund.creditMinor > 0 && (
        <p className="text-muted">
          {formatMoney(refund.creditMinor, currency)} of it to gift cards and store credit
        </p>
      )}
      {refund.grantedMinor > 0 && (
        <p className="text-muted">
          {formatMoney(refund.grantedMinor, currency)} of it as credit instead of to the card
        </p>
      )}
      {refund.providerId && <Reference text={refund.providerId} label="Copy refund id" />}
    </div>
  )
}

function cardName(brand: string): string {
  return brand === 'amex' ? 'American Express' : brand.charAt(0).toUpperCase() + brand.slice(1)
}
