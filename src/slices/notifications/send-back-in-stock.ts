import { createElement } from 'react'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { env } from '#platform/lib/env.ts'
import { itemName } from '#slices/catalog/option-words.ts'
import { alertRemovalUrl, alertUrl } from '#slices/inventory/alerts/alert-key.ts'
import { readAlert } from '#slices/inventory/alerts/alert-queries.ts'
import type { AlertJob } from '#slices/inventory/alerts/alert-queues.ts'
import { waitOn } from '#slices/inventory/alerts/tell-of-stock.ts'
import { sendMail } from './send-mail.ts'
import { BackInStockMail } from './templates/back-in-stock.tsx'

/**
 * Sends the mail that a shopper waited for. A shopper who deleted the alert gets none. When the item has sold out again, they
 * keep waiting. A run that died after sending is repeated under the same key, so nothing is sent twice.
 */
export async function sendBackInStock(ctx: Ctx, { alertId }: AlertJob): Promise<void> {
  const alert = await readAlert(ctx.db, alertId)
  if (!alert?.confirmedAt || !alert.toldAt) return
  if (alert.available <= 0) return waitOn(ctx, alertId)
  const item = itemName(alert.name, alert.options)
  const chosen = new URLSearchParams(
    Object.entries(alert.options).map(([name, value]) => [name.toLowerCase(), value]),
  )
  await sendMail({
    to: alert.email,
    subject: `Back in stock: ${item}`,
    body: createElement(BackInStockMail, {
      item,
      url: `${env().shopUrl}/products/${alert.slug}${chosen.size ? `?${chosen}` : ''}`,
      removeUrl: alertUrl(alertId),
    }),
    key: `${alertId}:back-in-stock`,
    unsubscribeUrl: alertRemovalUrl(alertId),
  })
  ctx.log.info({ alertId }, 'a mail that an item is back was sent')
}
