import type { Ctx } from '#platform/jobs/ctx.ts'
import { once } from '#platform/jobs/effects.ts'
import { fault } from '#platform/lib/fault-points.ts'
import type { Announcement } from '#slices/orders/events.ts'
import { type Letter, readLetter } from './letter.ts'
import { type Mail, sendMail } from './send-mail.ts'

/** The queue for mails that staff send again. */
export const REPEAT_MAIL = 'notifications.repeat-mail'

/** `again` is the number of the event by which staff asked for the mail a second time. */
export type MailCause = Announcement & { again?: number }

/** Null when there is nothing to tell this shopper. */
export type WriteMail = (letter: Letter) => Promise<Pick<Mail, 'subject' | 'body'> | null>

/**
 * Looks, sends and notes. After a run that died between sending and noting, the next one uses the same key, and Resend
 * answers with the mail that it already sent. Retries end long before Resend forgets a key (24 hours).
 */
export async function mailOnce(
  ctx: Ctx,
  { orderId, kind, again }: { orderId: string; kind: string; again?: number | undefined },
  write: WriteMail,
): Promise<void> {
  // A mail that staff send again is a new mail with its own note and key.
  const note = again ? `${REPEAT_MAIL}#${again}` : kind
  await once(ctx.db, { causeId: orderId, kind: note }, async () => {
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
    ctx.log.info({ orderId, kind: note, ref }, 'mail')
    return ref
  })
}
