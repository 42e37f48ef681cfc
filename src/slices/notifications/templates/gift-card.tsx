import { ink } from './look.ts'
import { Section, Text } from './parts.tsx'
import { Paragraph, ShopMail } from './shop-mail.tsx'

type GiftCardMailProps = {
  balance: string
  code: string
  /** In the words of the person who gives it. */
  message: string
  validUntil: string | null
  url: string
}

export function GiftCardMail({ balance, code, message, validUntil, url }: GiftCardMailProps) {
  return (
    <ShopMail
      preview={`It is worth ${balance}. The code is in this email.`}
      heading={`A gift card for you: ${balance}`}
      button={{ words: 'See what is on it', href: url }}
      about="Everybody with the code can spend the card, so keep this email to yourself. Questions? Just answer it."
      why="You get this email because somebody had a gift card of our shop sent to your address. We write no further letters to it."
    >
      {message !== '' && (
        <Text className="ink" style={{ ...words, color: ink.text }}>
          “{message}”
        </Text>
      )}
      <Paragraph>This is its code:</Paragraph>
      <Section>
        <Text className="ink" style={{ ...codeLook, color: ink.text }}>
          {code}
        </Text>
      </Section>
      <Paragraph apart>
        Choose what you like, and type the code at the checkout, where it asks for a gift card. What you do
        not spend stays on the card.
      </Paragraph>
      <Paragraph apart>{validUntil ? `You can use it until ${validUntil}.` : 'It has no end.'}</Paragraph>
    </ShopMail>
  )
}

const words = { fontSize: 16, lineHeight: '24px', margin: '0 0 20px', whiteSpace: 'pre-wrap' } as const
const codeLook = {
  fontFamily: 'ui-monospace, Menlo, Consolas, monospace',
  fontSize: 22,
  lineHeight: '32px',
  letterSpacing: 1,
  margin: '4px 0 0',
} as const
