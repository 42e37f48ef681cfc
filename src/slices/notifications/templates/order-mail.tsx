import type { ReactNode } from 'react'
import type { Letter } from '../letter.ts'
import { ShopMail } from './shop-mail.tsx'

type OrderMailProps = {
  letter: Letter
  /** What stands beside the subject in the inbox. */
  preview: string
  heading: string
  /** The one thing to press. */
  button: string
  children: ReactNode
}

/** A letter about an order: its button opens the order's page. */
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
