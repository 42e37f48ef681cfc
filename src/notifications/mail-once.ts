import type { Ctx } from '#jobs/ctx.ts'
import { fault } from '#lib/fault-points.ts'
import { effectOf, noteEffect } from '#orders/effects.ts'
import { type Letter, readLetter } from './letter.ts'
import { type Mail, sendMail } from './send-mail.ts'

/** Null: there is nothing to say to this shopper. */
export type WriteMail = (letter: Letter) => Promise<Pick<Mail, 'subject' | 'body'> | null>

/**
 * Looks, sends, notes. A run that died between sending and noting is repeated under the same key, which Resend
 * answers with the mail it already sent. Retries end long before Resend forgets a key (24 hours).
 */
export async function mailOnce(
  ctx: Ctx,
  { orderId, kind }: { orderId: string; kind: string },
  write: WriteMail,
): Promise<void> {
  if (await effectOf(ctx.db, orderId, kind)) return
  const letter = await readLetter(ctx.db, orderId)
  const mail = await write(letter)
  const { email: to, number: orderNumber } = letter.order
  await fault('mail.before-send')
  const ref = mail
    ? await sendMail({ ...mail, to, orderNumber, key: `${orderId}:${kind}` })
    : 'nothing to say'
  await fault('mail.sent')
  await noteEffect(ctx.db, { orderId, kind, ref })
  ctx.log.info({ orderId, kind, ref }, 'mail')
}
