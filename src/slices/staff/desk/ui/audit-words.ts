import type { AuditEntry } from '#slices/staff/queries.ts'

const verbs: Record<string, string> = {
  'orders.look': 'looked at',
  'orders.cancel': 'cancelled',
  'orders.refund': 'refunded',
  'orders.address': 'changed the address of',
  'withdrawals.settle': 'settled',
  'orders.repeat': 'repeated something of',
  'orders.settle': 'asked the bank about',
  'orders.review': 'reviewed',
  'jobs.retry': 'sent again',
  'jobs.try-now': 'tried now',
  'jobs.discard': 'closed',
  'stock.split': 'split the stock of',
  'stock.merge': 'merged the stock of',
  'stock.count': 'counted',
  'launches.plan': 'planned a launch of',
  'launches.end': 'ended',
  'stock.set': 'set the stock of',
  'products.create': 'created',
  'products.change': 'changed',
  'prices.set': 'set the price of',
  'products.limit-per-order': 'limited',
  'products.add-picture': 'added a picture to',
  'products.change-picture': 'changed a picture of',
  'products.order-pictures': 'put the pictures in another order of',
  'products.remove-picture': 'removed a picture from',
  'parcels.replay': 'took in again',
  'money.reconcile': 'compared',
  'staff.give-role': 'gave a role to',
  'staff.take-role': 'took a role from',
  'staff.save-role': 'saved',
  'staff.delete-role': 'deleted',
  'staff.invite': 'invited',
  'staff.take-invitation-back': 'took back',
  'staff.accept-invitation': 'accepted',
  'customers.see_as': 'saw the shop as',
  'staff.forget-factors': 'took the second factors from',
  'keys.make': 'made',
  'keys.rotate': 'gave a new secret to',
  'keys.take-back': 'took back',
}

/** The verb of a change; a change that this page does not know yet by its own name. */
export const actionWords = (action: string): string => verbs[action] ?? `(${action})`

/** `staff:0198…:Ada` → "Ada"; `key:0198…:Till` → "The key Till"; `system:command` → "The command line". */
export function whoIs(actor: string): string {
  const [kind = '', , ...name] = actor.split(':')
  if (kind === 'staff') return name.join(':')
  if (kind === 'key') return `The key ${name.join(':')}`
  return actor === 'system:command' ? 'The command line' : actor
}

const PROOFS: Record<string, string> = {
  password: 'a password',
  totp: 'a code of their app',
  recovery_code: 'a recovery code',
  passkey: 'a passkey',
}

/** How the person had proved who they are: "In a session with a password and a passkey". */
export const provedWords = (factors: readonly string[]) =>
  `In a session with ${factors.map(factor => PROOFS[factor] ?? factor).join(' and ') || 'nothing proved'}`

export type Difference = { name: string; before: string; after: string }

/** What differs between how a thing stood and how it stands. */
export function changesBetween({ before, after }: Pick<AuditEntry, 'before' | 'after'>): Difference[] {
  const [was, is] = [asRecord(before), asRecord(after)]
  return [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .filter(name => name !== 'version' && JSON.stringify(was[name]) !== JSON.stringify(is[name]))
    .map(name => ({ name, before: inWords(was[name]), after: inWords(is[name]) }))
}

const asRecord = (value: unknown): Record<string, unknown> =>
  value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : {}

/** `warehouse north, onHand 4; warehouse south, onHand 9`: what is inside of something stands beside its name. */
function inWords(value: unknown): string {
  if (value === undefined || value === null || value === '') return 'nothing'
  if (Array.isArray(value)) {
    const isList = value.every(one => typeof one !== 'object')
    return value.length ? value.map(inWords).join(isList ? ', ' : '; ') : 'none'
  }
  if (typeof value === 'object')
    return Object.entries(value)
      .map(([name, inside]) => `${name} ${inWords(inside)}`)
      .join(', ')
  return String(value)
}
