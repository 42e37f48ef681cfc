import { createElement } from 'react'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { historyOf, readReader } from '#slices/letters/history.ts'
import { confirmUrl, oneClickStopUrl, stopUrl } from '#slices/letters/keys.ts'
import { CONFIRM_HOURS, type ConfirmLetters } from '#slices/letters/letters.ts'
import { sendMail } from './send-mail.ts'
import { ConfirmLettersMail } from './templates/confirm-letters.tsx'

/** Asks the owner of an address whether they want letters. Nothing is sent once that is settled. */
export async function sendLettersConfirmation(ctx: Ctx, { readerId, seq }: ConfirmLetters): Promise<void> {
  const reader = await readReader(ctx.db, readerId)
  if (reader?.state !== 'asked' || !reader.email) return
  const asked = (await historyOf(ctx.db, readerId)).find(step => step.seq === seq)
  await sendMail({
    to: reader.email,
    subject: 'Confirm: letters with news and offers',
    body: createElement(ConfirmLettersMail, {
      words: asked?.words ?? '',
      url: confirmUrl(readerId, seq),
      noUrl: stopUrl(readerId),
      hours: CONFIRM_HOURS,
    }),
    key: `${readerId}:confirm-letters:${seq}`,
    unsubscribeUrl: oneClickStopUrl(readerId),
  })
  ctx.log.info({ readerId }, 'a mail to confirm letters was sent')
}
