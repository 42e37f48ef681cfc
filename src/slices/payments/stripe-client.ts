import Stripe from 'stripe'
import { TURNED_AWAY } from './stripe-answers.ts'

/**
 * The SDK, pointed at Stripe or at a server that speaks its protocol. The code that knows the order's row decides whether to
 * repeat a call. The SDK itself sends a call once more, under the same key, only when its connection closes at once.
 */
export function stripeClient(settings: { secretKey: string; apiBase: string }): Stripe {
  const base = new URL(settings.apiBase)
  const protocol = base.protocol === 'http:' ? 'http' : 'https'
  return new Stripe(settings.secretKey, {
    protocol,
    host: base.hostname,
    port: base.port || (protocol === 'http' ? '80' : '443'),
    httpClient: turnedAwayIsNoConnection(Stripe.createNodeHttpClient()),
    maxNetworkRetries: 0,
    telemetry: false,
    appInfo: { name: 'Orderly' },
  })
}

/** A kept-open connection that went stale closes within this time. One that closes later may have carried the call. */
const STALE_WITHIN_MS = 500
const CLOSED = new Set(Stripe.HttpClient.CONNECTION_CLOSED_ERROR_CODES)

/**
 * A 503 without Stripe's `Request-Id` comes from the front door, which refuses calls unread: nothing was executed,
 * as if the connection had never opened. The SDK would treat it like the failure of a call that may have been executed.
 */
function turnedAwayIsNoConnection(client: ReturnType<typeof Stripe.createNodeHttpClient>) {
  const makeRequest = client.makeRequest.bind(client)
  client.makeRequest = async (...call) => {
    const sentAt = Date.now()
    const answer = await makeRequest(...call).catch(error => {
      const closedLate = CLOSED.has(error.code) && Date.now() - sentAt >= STALE_WITHIN_MS
      throw closedLate ? Object.assign(error, { code: 'CLOSED_LATE' }) : error
    })
    if (answer.getStatusCode() === 503 && !answer.getHeaders()['request-id'])
      throw Object.assign(new Error('turned away'), { code: TURNED_AWAY })
    return answer
  }
  return client
}
