import { z } from 'zod'

export const faultTargets = ['stripe', 'resend', 'warehouse', 'carrier', 'storage', 'vat'] as const
export type FaultTarget = (typeof faultTargets)[number]

export const requestFaults = [
  'latency',
  'timeout_before',
  'timeout_after',
  'error_500',
  'rate_limit',
  'down',
] as const
export const webhookFaults = ['duplicate_webhook', 'drop_webhook', 'reorder_webhooks'] as const
export const objectFaults = ['lose_object', 'damage_object'] as const
export const faultKinds = [...requestFaults, ...webhookFaults, ...objectFaults] as const
export type FaultKind = (typeof faultKinds)[number]

/** `defaultCount` null: it lasts until its time is over or it is cleared. */
export const faultMeanings: Record<
  FaultKind,
  { defaultMs: number; defaultCount: 1 | null; meaning: string }
> = {
  latency: {
    defaultMs: 1000,
    defaultCount: null,
    meaning: 'The call is executed at once and answered ms later. Without a count it lasts until cleared.',
  },
  timeout_before: {
    defaultMs: 60_000,
    defaultCount: 1,
    meaning: 'The call is not executed; the connection is held for ms and closed without an answer.',
  },
  timeout_after: {
    defaultMs: 60_000,
    defaultCount: 1,
    meaning: 'The call is executed wholly; then the connection is held for ms and closed without an answer.',
  },
  error_500: {
    defaultMs: 0,
    defaultCount: 1,
    meaning:
      'The call is not executed and answered 500; under a Stripe idempotency key that 500 is saved and replayed.',
  },
  rate_limit: {
    defaultMs: 1000,
    defaultCount: 1,
    meaning: 'The call is answered 429 with Retry-After (ms, in whole seconds), not executed and not saved.',
  },
  down: {
    defaultMs: 0,
    defaultCount: 1,
    meaning:
      'An edge answers 503 at once, without Request-Id; the API is never reached. With ms and no count it lasts ms milliseconds.',
  },
  duplicate_webhook: { defaultMs: 0, defaultCount: 1, meaning: 'The next webhook is delivered twice.' },
  drop_webhook: { defaultMs: 0, defaultCount: 1, meaning: 'The next webhook is lost and never sent again.' },
  reorder_webhooks: {
    defaultMs: 2000,
    defaultCount: 1,
    meaning: 'The next webhook waits until a later one was delivered, or until ms have passed.',
  },
  lose_object: {
    defaultMs: 0,
    defaultCount: 1,
    meaning: 'The next object put into the sandbox’s bucket is answered as kept, and is lost.',
  },
  damage_object: {
    defaultMs: 0,
    defaultCount: 1,
    meaning: 'The next object read from the sandbox’s bucket comes with one bit wrong.',
  },
}

const wholeNumber = (most: number) =>
  z.int('must be a whole number').min(0, 'must not be negative').max(most, `must be at most ${most}`)

/** Ten minutes are twice the longest outage the shop must survive; a million requests outlast any test. */
export const faultRequest = z
  .strictObject({
    service: z.enum(faultTargets, `must be one of ${faultTargets.join(', ')}`),
    kind: z.enum(faultKinds, `must be one of ${faultKinds.join(', ')}`),
    count: wholeNumber(1_000_000).min(1, 'must be at least 1').optional(),
    ms: wholeNumber(600_000).optional(),
  })
  .refine(fault => !(isWebhookFault(fault.kind) && ['resend', 'storage', 'vat'].includes(fault.service)), {
    path: ['kind'],
    message: 'only stripe, warehouse and carrier send webhooks',
  })
  .refine(fault => !(isObjectFault(fault.kind) && fault.service !== 'storage'), {
    path: ['kind'],
    message: 'only the storage keeps objects',
  })
export type FaultRequest = z.infer<typeof faultRequest>

const isObjectFault = (kind: FaultKind) => objectFaults.some(known => known === kind)
export const isWebhookFault = (kind: FaultKind) => webhookFaults.some(known => known === kind)

export type LiveFault = {
  id: number
  service: FaultTarget
  kind: FaultKind
  ms: number
  /** How many more requests or webhooks it hits; null: until it expires or is cleared. */
  remaining: number | null
  expiresAt: string | null
  hits: number
  meaning: string
}
