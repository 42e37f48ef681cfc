import { Paragraph, ShopMail } from './shop-mail.tsx'

export function ConfirmAlertMail({ item, url, hours }: { item: string; url: string; hours: number }) {
  return (
    <ShopMail
      preview="One press, and we’ll email you when it is back."
      heading="Shall we email you when it’s back?"
      button={{ words: 'Yes, email me', href: url }}
      about={`If you do nothing, we forget your address within ${hours} hours.`}
      why="You get this email because somebody typed your address on our site. If it was not you, do nothing: we will not write again."
    >
      <Paragraph>
        <strong>{item}</strong> is sold out. Confirm that this address is yours, and we’ll email you once, as
        soon as it can be bought again.
      </Paragraph>
    </ShopMail>
  )
}
