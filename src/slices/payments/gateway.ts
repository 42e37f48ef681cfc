import type { Ctx } from '#platform/jobs/ctx.ts'
import { env } from '#platform/lib/env.ts'
import { log } from '#platform/lib/log.ts'
import { perProcess } from '#platform/lib/per-process.ts'
import type { PaymentGateway } from './provider.ts'
import { providerLine } from './provider-line.ts'
import { noteProviderRest } from './provider-rests.ts'
import { stripeClient } from './stripe-client.ts'
import { stripeGateway } from './stripe-gateway.ts'

type Gateways = {
  forRequests: PaymentGateway
  inBackground: PaymentGateway
  /** A gateway over the same line, whose calls count for one address. */
  onBehalfOf: (address: string) => PaymentGateway
}

/** The process's one line to the provider, once it is open. */
const held = perProcess('gateways', (): { gateways?: Gateways } => ({}))

/** The context with the process's own gateway. A call that nobody waits for lets the urgent calls go first. */
export function withGateway<C extends Ctx & { address?: string }>(ctx: C): C & { gateway: PaymentGateway } {
  const open = held()
  open.gateways ??= openGateways(ctx)
  const { forRequests, inBackground, onBehalfOf } = open.gateways
  if (isBackground(ctx.actor)) return { ...ctx, gateway: inBackground }
  return { ...ctx, gateway: ctx.address === undefined ? forRequests : onBehalfOf(ctx.address) }
}

/** Null means that this process sends calls, or has sent none yet. */
export function restSecondsHere(): number | null {
  return held().gateways?.forRequests.restSeconds() ?? null
}

function openGateways({ db }: Ctx): Gateways {
  const { stripe } = env()
  const line = providerLine({
    callsPerSecond: stripe.callsPerSecond,
    log,
    onRest: rest => void noteProviderRest({ db, log }, rest),
  })
  const client = stripeClient(stripe)
  const gateway = (caller: { urgent: boolean; behalf?: string }) =>
    stripeGateway(stripe, undefined, line, { ...caller, client })
  const forRequests = gateway({ urgent: true })
  return {
    forRequests,
    inBackground: gateway({ urgent: false }),
    // Without a pace no call waits for a turn.
    onBehalfOf: behalf => (stripe.callsPerSecond ? gateway({ urgent: true, behalf }) : forRequests),
  }
}

const BACKGROUND = new Set(['sweeper', 'reconciliation', 'worker', 'command'])

function isBackground(actor: Ctx['actor']): boolean {
  return actor.kind === 'system' && BACKGROUND.has(actor.name)
}
