import type { ReactNode } from 'react'
import type { ReturnNews } from '#slices/returns/return.ts'
import type { Letter } from '../letter.ts'
import { unlinked } from '../plain-words.ts'
import { OrderMail } from './order-mail.tsx'
import { OrderNumber } from './order-number.tsx'
import { Paragraph, ShopMail } from './shop-mail.tsx'

/** What was approved at once is told as approved; what waits for staff says so. */
export type ReturnMailKind = Exclude<ReturnNews, 'asked'> | 'waits'

type ReturnMailProps = {
  letter: Letter
  number: string
  kind: ReturnMailKind
  /** `1 × Supper plate, Oat` */
  goods: string[]
  label: string
  /** The last day on which the goods are to come. */
  until: string | null
  refusal: string
  fromWithdrawal: boolean
  /** `your money goes back the way you paid` */
  given: string
}

const heads: Record<ReturnMailKind, { preview: string; heading: string }> = {
  waits: {
    preview: 'A person looks at it and writes to you.',
    heading: 'We have your wish to send this back.',
  },
  approved: {
    preview: 'Print the label, or write its number on the parcel.',
    heading: 'Send it back with this label.',
  },
  refused: { preview: 'This is why.', heading: 'We could not accept your return.' },
  received: {
    preview: 'We look at it now, then we write again.',
    heading: 'What you sent back has arrived.',
  },
  expired: { preview: 'Nothing has arrived.', heading: 'Your return is closed.' },
  called_off: { preview: 'Please keep the goods.', heading: 'Your return is called off.' },
}

/** A mail about a return, with the goods that it is about. */
export function ReturnMail(props: ReturnMailProps) {
  const { letter, kind, label } = props
  const { heading, preview } = heads[kind]
  if (kind !== 'approved')
    return (
      <OrderMail letter={letter} preview={preview} heading={heading} button="See your return">
        <About {...props} />
      </OrderMail>
    )
  return (
    <ShopMail
      preview={preview}
      heading={heading}
      button={{ words: 'Open the label', href: label }}
      about={`Order ${letter.order.number}. Questions? Reply to this email and a person will read it.`}
      why="The button opens the label without a password, so keep this email to yourself."
    >
      <About {...props} />
    </ShopMail>
  )
}

function About({ letter, goods, ...next }: ReturnMailProps) {
  return (
    <>
      <Paragraph>
        Return <strong>{next.number}</strong> of order <OrderNumber>{letter.order.number}</OrderNumber>:
      </Paragraph>
      {goods.map(line => (
        <Paragraph key={line}>{line}</Paragraph>
      ))}
      <Paragraph>{nextOf(next)}</Paragraph>
    </>
  )
}

function nextOf({
  kind,
  number,
  until,
  refusal,
  fromWithdrawal,
  given,
}: Omit<ReturnMailProps, 'letter' | 'goods'>): ReactNode {
  switch (kind) {
    case 'waits':
      return 'A person decides about it, usually within two working days. Please wait with the parcel until we have written.'
    case 'approved':
      return `Put the label on the parcel, or write ${number} on it in large letters, and send it${
        fromWithdrawal ? ' within 14 days' : until ? ` by ${until}` : ''
      }. When we have looked at the goods, ${given}.`
    case 'refused':
      return `${unlinked(refusal)} Reply to this email if you see it differently.`
    case 'received':
      return `We look at it now, usually within two working days. Then ${given}, and we write again.`
    case 'called_off':
      return 'We have called this return off, so please keep the goods. If they are on their way, we still take them in. Reply to this email if you see it differently.'
    case 'expired':
      return 'Nothing of it has arrived in time. If it is on its way, we still take it in; if you want to send it later, ask again on your order’s page.'
  }
}
