import { createElement } from 'react'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { once } from '#platform/jobs/effects.ts'
import { mustFind } from '#platform/jobs/must-find.ts'
import { SHOP_TIME_ZONE } from '#platform/lib/calendar-days.ts'
import { sha256 } from '#platform/lib/hash.ts'
import { formatDateTime } from '#platform/ui/format.ts'
import { idOfNumber } from '#slices/orders/desk/list-queries.ts'
import { requireOrder } from '#slices/orders/queries.ts'
import { readWithdrawal } from '#slices/withdrawals/queries.ts'
import {
  ACKNOWLEDGE_QUEUE,
  LINK_QUEUE,
  type LinkJob,
  REFUSED_QUEUE,
  type WithdrawalJob,
} from '#slices/withdrawals/withdrawal.ts'
import { readLetter } from './letter.ts'
import { sendMail } from './send-mail.ts'
import { WithdrawalLinkMail, WithdrawalMail } from './templates/withdrawal.tsx'

/** The acknowledgement on a durable medium: what was declared, by whom, on which day and at what time. */
export async function sendWithdrawalReceived(ctx: Ctx, { withdrawalId }: WithdrawalJob): Promise<void> {
  await once(ctx.db, { causeId: withdrawalId, kind: ACKNOWLEDGE_QUEUE }, async () => {
    const { withdrawal, letter } = await readBoth(ctx, withdrawalId)
    const mail = {
      subject: `Received: your withdrawal from order ${letter.order.number}`,
      body: createElement(WithdrawalMail, { letter, withdrawal, declared: momentOf(withdrawal.declaredAt) }),
      orderNumber: letter.order.number,
    }
    // The order's own address hears of it too, in case somebody else holds the link.
    const readers = [...new Set([withdrawal.email, letter.order.email])]
    const sent = []
    for (const to of readers)
      sent.push(await sendMail({ ...mail, to, key: `${withdrawalId}:received:${sha256(to)}` }))
    return sent.join(' ')
  })
}

export async function sendWithdrawalRefused(ctx: Ctx, { withdrawalId }: WithdrawalJob): Promise<void> {
  await once(ctx.db, { causeId: withdrawalId, kind: REFUSED_QUEUE }, async () => {
    const { withdrawal, letter } = await readBoth(ctx, withdrawalId)
    return sendMail({
      to: withdrawal.email,
      subject: `Not accepted: your withdrawal from order ${letter.order.number}`,
      body: createElement(WithdrawalMail, {
        letter,
        withdrawal,
        declared: momentOf(withdrawal.declaredAt),
        refusal: withdrawal.refusal ?? '',
      }),
      orderNumber: letter.order.number,
      key: `${withdrawalId}:refused`,
    })
  })
}

/** Only the order's own address gets the link. For everybody else nothing happens, and nobody can tell. */
export async function sendWithdrawalLink(ctx: Ctx, { number, emailHash }: LinkJob): Promise<void> {
  const orderId = await idOfNumber(ctx.db, number)
  const order = orderId ? await requireOrder(ctx.db, orderId) : null
  if (!order || sha256(order.email) !== emailHash) return
  const letter = await readLetter(ctx.db, order.id)
  const moment = ctx.now().toISOString().slice(0, 'YYYY-MM-DDTHH:M'.length)
  await sendMail({
    to: order.email,
    subject: `Withdraw from contract: order ${order.number}`,
    body: createElement(WithdrawalLinkMail, { letter }),
    orderNumber: order.number,
    key: `${order.id}:${LINK_QUEUE}:${moment}`,
  })
  ctx.log.info({ orderId: order.id }, 'a link for withdrawing was sent')
}

async function readBoth(ctx: Ctx, withdrawalId: string) {
  const withdrawal = mustFind(await readWithdrawal(ctx.db, withdrawalId), `Withdrawal ${withdrawalId}`)
  const order = await requireOrder(ctx.db, withdrawal.orderId)
  return { withdrawal, letter: await readLetter(ctx.db, order.id) }
}

/** `9 Dec 2026, 14:05 (UK time)` */
const momentOf = (at: Date) => `${formatDateTime(at, { timeZone: SHOP_TIME_ZONE })} (UK time)`
