import type { ReactNode } from 'react'
import type { Letter } from '../letter.ts'
import { ShopMail } from './shop-mail.tsx'

type OrderMailProps = {
  letter: Letter
  /** The text beside the subject in the inbox. */
  preview: string
  heading: string
  /** The mail's only button. */
  button: string
  children: ReactNode
}

/** A mail about an order. Its button opens the order's page. */
export function OrderMail({ letter, preview, heading, button, children }: OrderMailProps) {
  return (
    <ShopMail
      preview={preview}
      heading={heading}
      button={{ words: button, href: letter.trackingUrl }}
      about={`Order ${letter.order.number}. Questions? Reply to this email and a person will read it.`}
      why="The button opens your order without a password, so keep this email to yourself."
    >
      {children}
    </ShopMail>
  )
}
