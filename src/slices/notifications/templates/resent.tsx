import type { Address } from '#slices/customers/addresses/address-fields.ts'
import type { ExceptionKind } from '#slices/orders/delivery/exceptions.ts'
import type { Letter } from '../letter.ts'
import { DeliveryAddress } from './delivery-address.tsx'
import { OrderLines } from './order-lines.tsx'
import { OrderMail } from './order-mail.tsx'
import { OrderNumber } from './order-number.tsx'
import { Paragraph } from './shop-mail.tsx'

type ResentMailProps = {
  /** With the lines that are sent once more. */
  letter: Letter
  kind: ExceptionKind | null
  /** Where it goes, if that is another address than before. */
  newAddress: Address | null
  /** When it arrives. Null: nothing is promised of it any more. */
  days: string | null
}

const happened: Record<ExceptionKind, string> = {
  lost: 'was lost on its way',
  damaged: 'came damaged',
  undeliverable: 'could not be delivered',
}

export function ResentMail({ letter, kind, newAddress, days }: ResentMailProps) {
  return (
    <OrderMail
      letter={letter}
      preview={days ? `It arrives ${days}.` : 'We write again when it leaves.'}
      heading="We send it once more."
      button="Follow your order"
    >
      <Paragraph>
        A parcel of order <OrderNumber>{letter.order.number}</OrderNumber>{' '}
        {kind ? happened[kind] : 'did not arrive as it should'}, and we are sorry. What was in it is sent once
        more, and you pay nothing for it.
        {days && (
          <>
            {' '}
            It arrives <strong>{days}</strong>.
          </>
        )}
      </Paragraph>
      <OrderLines letter={letter} />
      <Paragraph apart>
        We write again when it leaves.
        {kind === 'damaged' && ' Please keep what came damaged until you have heard from us about it.'}
      </Paragraph>
      {newAddress && (
        <Paragraph apart>
          It goes to the new address below, and so does all else that is still to come of this order. If you
          did not ask for this, reply to this email at once.
        </Paragraph>
      )}
      <DeliveryAddress letter={letter} {...(newAddress && { address: newAddress })} />
    </OrderMail>
  )
}
