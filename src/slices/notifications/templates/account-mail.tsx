import { Paragraph, ShopMail } from './shop-mail.tsx'

export type AccountMailProps = {
  preview: string
  heading: string
  /** A paragraph each. */
  words: readonly string[]
  button: { words: string; href: string }
  /** Why it comes, where it is not because of an account. */
  why?: string
}

const OF_ACCOUNT =
  'You get this email because of an account with this address at our shop. There is nothing to unsubscribe from: we write only when something changes.'

/** A mail about an account. It names nobody: a stranger who typed the address may have typed any name beside it. */
export function AccountMail({ preview, heading, words, button, why = OF_ACCOUNT }: AccountMailProps) {
  return (
    <ShopMail
      preview={preview}
      heading={heading}
      button={button}
      about="We never ask for your password by email. Questions? Just answer this one."
      why={why}
    >
      {words.map(paragraph => (
        <Paragraph key={paragraph}>{paragraph}</Paragraph>
      ))}
    </ShopMail>
  )
}
