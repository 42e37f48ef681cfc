import { z } from 'zod'

// The letters are written by notifications, which stands above the stock and fills these queues with work.

/** Somebody asked for a letter: their address is to be confirmed. */
export const CONFIRM_ALERT_QUEUE = 'notifications.send-alert-confirmation'
/** What somebody waited for can be bought. */
export const BACK_IN_STOCK_QUEUE = 'notifications.send-back-in-stock'

export const alertJobSchema = z.object({ alertId: z.uuid() })
export type AlertJob = z.infer<typeof alertJobSchema>

/** A movement may have brought something back that somebody waits for. */
export const TELL_OF_STOCK_QUEUE = 'inventory.tell-of-stock'
