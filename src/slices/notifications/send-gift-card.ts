import { createElement } from 'react'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { once } from '#platform/jobs/effects.ts'
import { mustFind } from '#platform/jobs/must-find.ts'
import { PoisonJob } from '#platform/jobs/queue.ts'
import { env } from '#platform/lib/env.ts'
import { formatMoney } from '#platform/ui/format.ts'
import { dayInWords } from '#slices/credit/day-in-words.ts'
import type { GiftCardDue } from '#slices/credit/events.ts'
import { codeOfCard, KEY_CHANGED } from '#slices/credit/gift-cards.ts'
import { readCardToMail } from '#slices/credit/queries.ts'
import { unlinked } from './plain-words.ts'
import { sendMail } from './send-mail.ts'
import { GiftCardMail } from './templates/gift-card.tsx'

export const SEND_GIFT_CARD = 'notifications.send-gift-card'

/**
 * Mails a gift card with its code, once for each time that it is due. The code is made here and goes into the mail alone. Nothing is sent of a card that was
 * blocked meanwhile, or whose address was forgotten.
 */
export async function sendGiftCard(ctx: Ctx, { cardId, number }: GiftCardDue): Promise<void> {
  await once(ctx.db, { causeId: cardId, kind: `${SEND_GIFT_CARD}#${number}` }, async () => {
    const card = mustFind(await readCardToMail(ctx.db, cardId), `Gift card ${cardId}`)
    if (card.state === 'blocked' || card.email === null) return 'nothing to say'
    const code = codeOfCard(card)
    if (code === null) throw new PoisonJob(KEY_CHANGED)
    const balance = formatMoney(card.balanceMinor, card.currency)
    const ref = await sendMail({
      to: card.email,
      subject: `A gift card for you: ${balance}`,
      body: createElement(GiftCardMail, {
        balance,
        code,
        message: unlinked(card.message ?? ''),
        validUntil: card.expiresOn && dayInWords(card.expiresOn),
        url: `${env().shopUrl}/gift-cards`,
      }),
      key: `${cardId}:gift-card:${number}`,
    })
    ctx.log.info({ cardId, number, ref }, 'a gift card was mailed')
    return ref
  })
}
