import { Webhook } from 'standardwebhooks'

/** Standard Webhooks (standardwebhooks.com): HMAC over id, time and body; the package allows 300 seconds either way. `body` is the raw text, which the signature covers. */
export function isSignedBy(secret: string, headers: Headers, body: string): boolean {
  try {
    new Webhook(secret).verify(body, Object.fromEntries(headers), { jsonParse: false })
    return true
  } catch {
    return false
  }
}
