import { createElement } from 'react'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { env } from '#platform/lib/env.ts'
import type { Farewell } from '#slices/customers/account/remove-account.ts'
import { sendMail } from './send-mail.ts'
import { AccountMail } from './templates/account-mail.tsx'

/** The last mail to an account: it is deleted. */
export async function sendFarewell(ctx: Ctx, { id, email }: Farewell): Promise<void> {
  await sendMail({
    to: email,
    subject: 'Your account is deleted',
    body: createElement(AccountMail, {
      preview: 'Orders on their way still arrive.',
      heading: 'Your account is deleted',
      words: [
        'Your name, password, devices, cart and wish list are gone. Orders that are on their way still arrive, and the links in their emails go on working.',
        'We keep invoices for six years, because the law asks for it; they belong to no account any more. If you did not delete the account, answer this email at once.',
      ],
      button: { words: 'Find an order', href: `${env().shopUrl}/orders/find` },
    }),
    key: `${id}:farewell`,
  })
  ctx.log.info('a mail about a deleted account was sent')
}
