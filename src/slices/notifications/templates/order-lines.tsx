import { itemName } from '#slices/catalog/option-words.ts'
import { paidWithOf } from '#slices/orders/sums.ts'
import { paidLabel } from '#slices/pricing/paid-words.ts'
import type { Letter } from '../letter.ts'
import { unlinked } from '../plain-words.ts'
import { ink, type } from './look.ts'
import { Column, Hr, Row, Section, Text } from './parts.tsx'

/** A mail stays one screen long; the button leads to the whole list. */
const MOST_LINES = 20

/** The bought items, line by line. */
export function OrderLines({ letter }: { letter: Letter }) {
  const shown = letter.lines.slice(0, MOST_LINES)
  const hidden = letter.lines.length - shown.length
  return (
    <Section>
      {shown.map(line => (
        <AmountRow
          key={line.id}
          label={`${line.quantity} × ${itemName(line.name, line.options)}`}
          amount={letter.money(line.totalMinor)}
        />
      ))}
      {hidden > 0 && (
        <Text className="muted" style={{ ...type.body, margin: '4px 0', color: ink.muted }}>
          and {hidden} more {hidden === 1 ? 'line' : 'lines'}
        </Text>
      )}
    </Section>
  )
}

/** The sums from the subtotal to the total. The tax line tells whether the prices include it. */
export function OrderTotals({ letter }: { letter: Letter }) {
  const { order, money, taxName } = letter
  const isOwedByBuyer = order.taxes?.some(({ treatment }) => treatment === 'reverse_charge')
  return (
    <Section>
      <Hr className="rule" style={{ borderColor: ink.rule, margin: '8px 0' }} />
      <AmountRow label="Items" amount={money(order.subtotalMinor)} quiet />
      <AmountRow
        label={`${letter.shippingMethodName} delivery`}
        amount={order.shippingMinor ? money(order.shippingMinor) : 'Free'}
        quiet
      />
      {order.discounts?.map(({ promotionId, name, code, amountMinor }) => (
        <AmountRow
          key={promotionId}
          label={code ? `${name} (${code})` : name}
          amount={`−${money(amountMinor)}`}
          quiet
        />
      ))}
      {order.billing?.company && (
        <AmountRow label="Billed to" amount={unlinked(order.billing.company)} quiet />
      )}
      {order.billing?.vatId && <AmountRow label="VAT number" amount={order.billing.vatId} quiet />}
      {!order.taxIncluded && (
        <AmountRow
          label={isOwedByBuyer ? `${taxName}, reverse charge` : taxName}
          amount={money(order.taxMinor)}
          quiet
        />
      )}
      <AmountRow label="Total" amount={money(order.totalMinor)} strong />
      {order.paidWith &&
        paidWithOf(order).map(part => (
          <AmountRow
            key={`${part.kind} ${part.codeEnd}`}
            label={paidLabel(part)}
            amount={money(part.amount.amount)}
            quiet
          />
        ))}
      {order.taxIncluded && order.taxMinor > 0 && (
        <AmountRow label={`Includes ${taxName}`} amount={money(order.taxMinor)} quiet />
      )}
    </Section>
  )
}

function AmountRow({
  label,
  amount,
  quiet,
  strong,
}: {
  label: string
  amount: string
  quiet?: boolean
  strong?: boolean
}) {
  const look = {
    ...type.body,
    margin: '4px 0',
    color: quiet ? ink.muted : ink.text,
    fontWeight: strong ? 700 : 400,
  }
  const className = quiet ? 'muted' : 'ink'
  return (
    <Row className="amount">
      <Column style={{ verticalAlign: 'top', paddingRight: 16 }}>
        <Text className={className} style={look}>
          {label}
        </Text>
      </Column>
      <Column align="right" style={{ verticalAlign: 'top', whiteSpace: 'nowrap' }}>
        <Text className={className} style={{ ...look, fontVariantNumeric: 'tabular-nums' }}>
          {amount}
        </Text>
      </Column>
    </Row>
  )
}
