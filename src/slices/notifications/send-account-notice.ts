import { createElement } from 'react'
import type { AccountNotice } from '#platform/auth/session-events.ts'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { SHOP_TIME_ZONE } from '#platform/lib/calendar-days.ts'
import { env } from '#platform/lib/env.ts'
import { formatDateTime } from '#platform/ui/format.ts'
import { readNotice } from '#slices/customers/account/queries.ts'
import { sendMail } from './send-mail.ts'
import { AccountMail } from './templates/account-mail.tsx'

type Happened = NonNullable<Awaited<ReturnType<typeof readNotice>>>

/** Tells the owner of an account what happened in it, in case it was somebody else. */
export async function sendAccountNotice(ctx: Ctx, notice: AccountNotice): Promise<void> {
  const happened = await readNotice(ctx.db, notice)
  const said = happened && wordsFor(happened)
  if (!happened || !said) return
  const { subject, ...words } = said
  await sendMail({
    to: happened.email,
    subject,
    body: createElement(AccountMail, words),
    key: `${notice.eventId}:notice`,
  })
  ctx.log.info({ what: happened.what }, 'a mail about an account was sent')
}

const NOT_YOU = 'If it was not you, choose a new password now: all devices are then signed out.'

function wordsFor({ what, device, at }: Happened) {
  const when = formatDateTime(at, { timeZone: SHOP_TIME_ZONE })
  const forgot = { words: 'Choose a new password', href: `${env().shopUrl}/account/forgot-password` }
  switch (what) {
    case 'new_device':
      return {
        subject: 'New sign-in to your account',
        preview: `${device ?? 'A browser'}, ${when}.`,
        heading: 'Somebody signed in on a new device',
        words: [`${device ?? 'A browser'}, ${when}. If it was you, there is nothing to do.`, NOT_YOU],
        button: forgot,
      }
    case 'password_changed':
      return {
        subject: 'Your password was changed',
        preview: `It was changed at ${when}.`,
        heading: 'Your password was changed',
        words: [`It was changed on ${when}, and your other devices were signed out.`, NOT_YOU],
        button: forgot,
      }
    case 'email_changed':
      return {
        subject: 'Your email address was changed',
        preview: 'From now on you sign in with this address.',
        heading: 'This is your address now',
        words: [`Since ${when} you sign in with this email address, and we write to it.`, NOT_YOU],
        button: { words: 'See your account', href: `${env().shopUrl}/account/security` },
      }
    default:
      return null
  }
}
