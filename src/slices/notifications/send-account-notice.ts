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

function wordsFor({ what, factor, device, at }: Happened) {
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
    case 'recovery_code_used':
      return {
        subject: 'A recovery code was used',
        preview: `${when}.`,
        heading: 'A recovery code was used',
        words: [
          `It was used on ${when}, in place of your authenticator app. It does not work again.`,
          NOT_YOU,
        ],
        button: { words: 'See your account', href: `${env().shopUrl}/account/security` },
      }
    case 'factor_added':
    case 'factor_removed':
      return factor && factor !== 'password' ? wordsForFactor(FACTOR_WORDS[factor][what], when) : null
    default:
      return null
  }
}

function wordsForFactor({ heading, words }: FactorWords, when: string) {
  return {
    subject: heading,
    preview: `${when}.`,
    heading,
    words: [`${words} That was on ${when}.`, NOT_YOU],
    button: { words: 'See your account', href: `${env().shopUrl}/account/security` },
  }
}

type FactorWords = { heading: string; words: string }
const noCode = 'Signing in asks for your password alone now. Your recovery codes no longer work.'
const FACTOR_WORDS: Record<
  'totp' | 'recovery_code' | 'passkey' | 'pin',
  Record<'factor_added' | 'factor_removed', FactorWords>
> = {
  totp: {
    factor_added: {
      heading: 'Signing in asks for a code now',
      words: 'An authenticator app was set up for your account, and your other devices were signed out.',
    },
    factor_removed: { heading: 'Signing in no longer asks for a code', words: noCode },
  },
  recovery_code: {
    factor_added: {
      heading: 'You have new recovery codes',
      words: 'The codes that you had before no longer work.',
    },
    factor_removed: { heading: 'Your recovery codes are gone', words: noCode },
  },
  passkey: {
    factor_added: { heading: 'A passkey was added', words: 'It opens your account without a password.' },
    factor_removed: { heading: 'A passkey was removed', words: 'It no longer opens your account.' },
  },
  pin: {
    factor_added: {
      heading: 'You have a new PIN for packing stations',
      words: 'With it you work at a station of your warehouse. It opens nothing else.',
    },
    factor_removed: {
      heading: 'Your PIN for packing stations is gone',
      words: 'You work at stations again when you have set another one.',
    },
  },
}
