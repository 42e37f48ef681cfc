import { createElement } from 'react'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { itemName } from '#slices/catalog/option-words.ts'
import { alertUrl } from '#slices/inventory/alerts/alert-key.ts'
import { readAlert } from '#slices/inventory/alerts/alert-queries.ts'
import type { AlertJob } from '#slices/inventory/alerts/alert-queues.ts'
import { ALERT_CONFIRM_HOURS } from '#slices/inventory/alerts/alert-times.ts'
import { sendMail } from './send-mail.ts'
import { ConfirmAlertMail } from './templates/confirm-alert.tsx'

/** Sends the mail that confirms an address. It sends nothing for an alert that was deleted or confirmed meanwhile. */
export async function sendAlertConfirmation(ctx: Ctx, { alertId }: AlertJob): Promise<void> {
  const alert = await readAlert(ctx.db, alertId)
  if (!alert || alert.confirmedAt) return
  const item = itemName(alert.name, alert.options)
  await sendMail({
    to: alert.email,
    subject: `Confirm: email me when ${item} is back`,
    body: createElement(ConfirmAlertMail, { item, url: alertUrl(alertId), hours: ALERT_CONFIRM_HOURS }),
    key: `${alertId}:confirm-alert`,
  })
  ctx.log.info({ alertId }, 'a mail to confirm an address was sent')
}
