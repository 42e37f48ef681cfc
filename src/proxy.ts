import { randomBytes } from 'node:crypto'
import { type NextRequest, NextResponse } from 'next/server'
import { NONCE_BYTES, pageHeaders } from '#platform/http/page-policy.ts'
import { env } from '#platform/lib/env.ts'

/** People go from the desk to the floor without loading a page, so both may what the floor may. */
const STAFF_PAGES = /^\/(admin|floor)(\/|$)/

/** Runs before every page: the page is told its nonce, and the browser what the page may do. */
export function proxy(request: NextRequest): NextResponse {
  // No address of ours holds it, and Postgres can look for nothing that does.
  if (/%00/.test(request.url)) return new NextResponse('There is no such page.', { status: 400 })
  const nonce = randomBytes(NONCE_BYTES).toString('base64')
  const headers = pageHeaders({
    nonce,
    forStaff: STAFF_PAGES.test(request.nextUrl.pathname),
    ...shopSettings(),
  })
  const forPage = new Headers(request.headers)
  forPage.set('x-nonce', nonce)
  // Next.js reads the nonce out of it and puts it on its own scripts.
  forPage.set('content-security-policy', headers['content-security-policy'] ?? '')
  const answer = NextResponse.next({ request: { headers: forPage } })
  for (const [name, value] of Object.entries(headers)) answer.headers.set(name, value)
  return answer
}

function shopSettings() {
  const { stripe, turnstile, sandboxUrl, shopUrl, NODE_ENV } = env()
  return {
    cardNetwork: stripe.publishableKey
      ? { kind: 'stripe' as const }
      : { kind: 'sandbox' as const, origin: sandboxUrl },
    challengeOrigin: turnstile.siteKey && new URL(turnstile.apiBase).origin,
    secure: shopUrl.startsWith('https:'),
    develop: NODE_ENV === 'development',
  }
}

/** All but programs' answers, built files and drawings: those get a policy that allows nothing, in next.config.mjs. */
export const config = { matcher: ['/((?!api/|_next/|pictures/).*)'] }
