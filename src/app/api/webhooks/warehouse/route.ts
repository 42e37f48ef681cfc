import { answerWarehouseWebhook } from '#slices/fulfillment/webhook.ts'

export const dynamic = 'force-dynamic'

/** The warehouse calls back when a parcel moves. */
export const POST = answerWarehouseWebhook
