import type { OrderLine } from '#slices/orders/queries.ts'
import type { Letter } from '../letter.ts'
import { DeliveryAddress } from './delivery-address.tsx'
import { OrderLines } from './order-lines.tsx'
import { OrderMail } from './order-mail.tsx'
import { OrderNumber } from './order-number.tsx'
import { Paragraph } from './shop-mail.tsx'
import { WaitingLines } from './waiting-lines.tsx'

type StockCameMailProps = {
  letter: Letter
  /** When it arrives. Null: its parcel was stopped meanwhile, and another one took its place. */
  days: string | null
  /** What has come. */
  lines: OrderLine[]
}

export function StockCameMail({ letter, days, lines }: StockCameMailProps) {
  return (
    <OrderMail
      letter={letter}
      preview={days ? `It arrives ${days}.` : 'It leaves us soon.'}
      heading="What you waited for is here."
      button="Follow your order"
    >
      <Paragraph>
        These things of order <OrderNumber>{letter.order.number}</OrderNumber> have come in
        {days ? (
          <>
            {' '}
            and arrive <strong>{days}</strong>
          </>
        ) : null}
        . We’ll write again when they leave us.
      </Paragraph>
      <OrderLines letter={{ ...letter, lines }} />
      <WaitingLines letter={letter} words="Still waiting for stock:" />
      <DeliveryAddress letter={letter} />
    </OrderMail>
  )
}
