import { ink } from './look.ts'
import { Link } from './parts.tsx'
import { Paragraph, ShopMail } from './shop-mail.tsx'

export function BackInStockMail({ item, url, removeUrl }: { item: string; url: string; removeUrl: string }) {
  return (
    <ShopMail
      preview="You asked us to tell you. We can’t hold one for you, so don’t wait too long."
      heading="It’s back."
      button={{ words: 'See it in the shop', href: url }}
      about="You asked us for this email, and it is the only one: we write once and then forget the request."
      why={
        <Link className="muted" href={removeUrl} style={{ color: ink.muted, textDecoration: 'underline' }}>
          Delete my address now
        </Link>
      }
    >
      <Paragraph>
        <strong>{item}</strong> can be bought again. We can’t hold one for you, and others were waiting too.
      </Paragraph>
    </ShopMail>
  )
}
