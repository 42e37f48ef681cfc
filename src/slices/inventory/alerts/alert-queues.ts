import { z } from 'zod'

// The notifications slice is above this one; it writes the mails and works through these queues.

/** A shopper asked for an alert, so their address must be confirmed. */
export const CONFIRM_ALERT_QUEUE = 'notifications.send-alert-confirmation'
/** A shopper can now buy the variant that they waited for. */
export const BACK_IN_STOCK_QUEUE = 'notifications.send-back-in-stock'

export const alertJobSchema = z.object({ alertId: z.uuid() })
export type AlertJob = z.infer<typeof alertJobSchema>

/** A movement may have brought back a variant that a shopper waits for. */
export const TELL_OF_STOCK_QUEUE = 'inventory.tell-of-stock'
