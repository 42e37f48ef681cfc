import { answerCarrierWebhook } from '#slices/carriers/webhook.ts'

export const dynamic = 'force-dynamic'

/** The carrier calls back when it has scanned a parcel. */
export const POST = answerCarrierWebhook
