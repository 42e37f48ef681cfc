import Stripe from 'stripe'
import { TURNED_AWAY } from './stripe-answers.ts'

/**
 * The SDK, pointed at Stripe or at whatever speaks its protocol. Repeating a call is decided where the order's row is
 * known; only when a connection closes under it at once does the SDK send the call once more, under the same key.
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

/** A connection that was kept open and had gone stale closes in no time; one that closes later may have carried the call. */
const STALE_WITHIN_MS = 500
const CLOSED = new Set(Stripe.HttpClient.CONNECTION_CLOSED_ERROR_CODES)

/**
 * A 503 without Stripe's `Request-Id` comes from the front door, which turns calls away unread: nothing was executed,
 * as if the connection had never been made. The SDK would fold it into the failures of calls that may have been.
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
