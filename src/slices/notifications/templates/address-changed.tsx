import type { Address } from '#slices/customers/addresses/address-fields.ts'
import type { Letter } from '../letter.ts'
import { DeliveryAddress } from './delivery-address.tsx'
import { OrderMail } from './order-mail.tsx'
import { OrderNumber } from './order-number.tsx'
import { Paragraph } from './shop-mail.tsx'

type AddressMailProps = {
  letter: Letter
  /** Where the parcel goes. */
  address: Address
  /** The warehouse had packed it, so the change came too late. */
  isKept: boolean
}

export function AddressMail({ letter, address, isKept }: AddressMailProps) {
  return (
    <OrderMail
      letter={letter}
      preview={isKept ? 'The parcel was packed before the change reached us.' : 'We send your parcel there.'}
      heading={isKept ? 'Your delivery address could not be changed.' : 'Your delivery address has changed.'}
      button="See your order"
    >
      <Paragraph>
        {isKept ? (
          <>
            The parcel of order <OrderNumber>{letter.order.number}</OrderNumber> was packed before the change
            reached the warehouse. It goes to the address below. If that is wrong, reply to this email.
          </>
        ) : (
          <>
            Order <OrderNumber>{letter.order.number}</OrderNumber> goes to the address below. If you did not
            ask for this, reply to this email at once.
          </>
        )}
      </Paragraph>
      <DeliveryAddress letter={letter} address={address} />
    </OrderMail>
  )
}
