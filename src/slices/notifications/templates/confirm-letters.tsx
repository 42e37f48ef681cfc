import { ink } from './look.ts'
import { Link } from './parts.tsx'
import { Paragraph, ShopMail } from './shop-mail.tsx'

type ConfirmLettersMailProps = { words: string; url: string; noUrl: string; hours: number }

export function ConfirmLettersMail({ words, url, noUrl, hours }: ConfirmLettersMailProps) {
  return (
    <ShopMail
      preview="One press, and you get our letters."
      heading="Shall we send you our letters?"
      button={{ words: 'Yes, send me letters', href: url }}
      about={`If you do nothing, we forget your address within ${hours} hours and send no letter.`}
      why={
        <>
          You get this email because somebody asked for letters to your address. If it was not you, do
          nothing, or{' '}
          <Link className="muted" href={noUrl} style={{ color: ink.muted, textDecoration: 'underline' }}>
            have your address forgotten at once
          </Link>
          .
        </>
      }
    >
      <Paragraph>Confirm that this address is yours, and that you want this:</Paragraph>
      <Paragraph apart>“{words}”</Paragraph>
    </ShopMail>
  )
}
