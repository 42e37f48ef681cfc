import { createHmac } from 'node:crypto'
import { Webhook } from 'standardwebhooks'

export type WebhookChannel = 'stripe' | 'warehouse' | 'carrier'

/** Headers that prove the body's origin: Stripe's scheme v1 (docs.stripe.com/webhooks#verify-manually) or Standard Webhooks. */
export function signatureHeaders(
  channel: WebhookChannel,
  signed: { secret: string; eventId: string; body: string; at: Date },
): Record<string, string> {
  const seconds = Math.floor(signed.at.getTime() / 1000)
  switch (channel) {
    case 'stripe': {
      const v1 = createHmac('sha256', signed.secret).update(`${seconds}.${signed.body}`).digest('hex')
      return { 'Stripe-Signature': `t=${seconds},v1=${v1}` }
    }
    case 'warehouse':
    case 'carrier':
      return {
        'Webhook-Id': signed.eventId,
        'Webhook-Timestamp': String(seconds),
        'Webhook-Signature': new Webhook(signed.secret).sign(signed.eventId, signed.at, signed.body),
      }
  }
}
