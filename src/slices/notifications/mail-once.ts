import type { Ctx } from '#platform/jobs/ctx.ts'
import { fault } from '#platform/lib/fault-points.ts'
import { effectOf, noteEffect } from '#slices/orders/effects/effects.ts'
import type { Announcement } from '#slices/orders/events.ts'
import { type Letter, readLetter } from './letter.ts'
import { type Mail, sendMail } from './send-mail.ts'

/** The queue that sends what a person had sent again. */
export const REPEAT_MAIL = 'notifications.repeat-mail'

/** `again`: the number of the event by which a person asked for the mail a second time. */
export type MailCause = Announcement & { again?: number }

/** Null: there is nothing to say to this shopper. */
export type WriteMail = (letter: Letter) => Promise<Pick<Mail, 'subject' | 'body'> | null>

/**
 * Looks, sends, notes. A run that died between sending and noting is repeated under the same key, which Resend
 * answers with the mail it already sent. Retries end long before Resend forgets a key (24 hours).
 */
export async function mailOnce(
  ctx: Ctx,
  { orderId, kind, again }: { orderId: string; kind: string; again?: number | undefined },
  write: WriteMail,
): Promise<void> {
  // A person had it sent again: a mail of its own, with a note and a key of its own.
  const note = again ? `${REPEAT_MAIL}#${again}` : kind
  if (await effectOf(ctx.db, orderId, note)) return
  const letter = await readLetter(ctx.db, orderId)
  const mail = await write(letter)
  const { email: to, number: orderNumber } = letter.order
  await fault('mail.before-send')
  const ref = mail
    ? await sendMail({
        ...mail,
        to,
        orderNumber,
        key: again ? `${orderId}:${kind}:${again}` : `${orderId}:${kind}`,
      })
    : 'nothing to say'
  await fault('mail.sent')
  await noteEffect(ctx.db, { orderId, kind: note, ref })
  ctx.log.info({ orderId, kind: note, ref }, 'mail')
}
