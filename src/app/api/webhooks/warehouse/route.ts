import { answerWarehouseWebhook } from '#warehouse/webhook.ts'

export const dynamic = 'force-dynamic'

/** The warehouse calls back when a parcel moves. */
export const POST = answerWarehouseWebhook
