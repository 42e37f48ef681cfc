import { randomBytes } from 'node:crypto'
import { challengeInForce, challengeWidget } from '#platform/http/challenge.ts'
import { limit } from '#platform/http/rate-limits.ts'
import { authSecret, env } from '#platform/lib/env.ts'
import { sameSecret, sign } from '#platform/lib/hash.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import type { OrdersCtx } from '../orders-ctx.ts'
import { readOrder } from '../queries.ts'
import { orderLimits } from '../rate-limits.ts'
import { type BotCheck, LEAST_MS } from './bot-check-input.ts'

/** A tab that was open overnight can still pay. Nobody can collect tickets for longer than that. */
const TICKET_LIFE_MS = 24 * 3_600_000

/** What the checkout gets when it opens: a signed ticket with the time, and the service to ask for a challenge. */
export function openForm(now: Date) {
  // Each form has its own ticket, so that we can count its orders.
  const form = `${now.getTime()}-${randomBytes(12).toString('base64url')}`
  return { ticket: `${form}.${signatureOf(form)}`, challenge: challengeWidget() }
}

const signatureOf = (form: string) => sign(authSecret(), `checkout-form:${form}`)

/** The form of a ticket and the time it was opened, in milliseconds. Null for a ticket that is not ours. */
function formOf(ticket: string): { form: string; openedAt: number } | null {
  const [form = '', signature = ''] = ticket.split('.')
  return sameSecret(signature, signatureOf(form)) ? { form, openedAt: Number(form.split('-')[0]) } : null
}

/**
 * Throws if a program seems to fill in the page. Programs have an API of their own, with limits. A repeat of an existing
 * order is always answered. Every refusal says how a person can go on.
 */
export async function refuseBots(
  ctx: OrdersCtx,
  orderId: string,
  check: BotCheck | undefined,
): Promise<void> {
  if (env().RATE_LIMITS === 'off' || (await readOrder(ctx.db, orderId))) return
  if (check?.homepage !== '') throw likeABot(ctx, 'trap')
  const ticket = formOf(check.ticket)
  if (ticket === null) throw likeABot(ctx, 'ticket')
  const openMs = ctx.now().getTime() - ticket.openedAt
  if (openMs > TICKET_LIFE_MS)
    throw refusal('This page has been open for very long. Load it again, then press Pay.')
  if (openMs < LEAST_MS) throw tooSoon(LEAST_MS - openMs)
  await limit(ctx, orderLimits.form, ticket.form).catch(() => {
    ctx.log.warn({ by: 'form' }, 'one form placed very many orders')
    throw refusal('Very many orders were placed from this page. Load it again, then press Pay.')
  })
  const challenge = challengeInForce(ctx.log)
  if (!challenge) return
  const token = check.challenge
  // A challenge service that is down blocks nobody: the limits still apply.
  if (!token || (await challenge.verify({ token, attempt: orderId })) === 'failed')
    throw refusal(
      'We could not see that you are a person. Answer the question above Pay or load the page again, then press Pay.',
    )
}

function likeABot(ctx: OrdersCtx, by: string): Refusal {
  ctx.log.warn({ by }, 'an order looked as if a program had filled in the page')
  return refusal('This order looked as if a program had filled in the page. Load it again, then press Pay.')
}

const refusal = (sentence: string) =>
  new Refusal(
    'forbidden',
    `${sentence} Everything you typed is kept and nothing was charged. If it stays like this, write to us and we place the order for you.`,
  )

function tooSoon(ms: number): Refusal {
  const seconds = Math.ceil(ms / 1_000)
  return new Refusal('rate_limited', 'That was very fast. Press Pay again in a moment.', [], seconds)
}
