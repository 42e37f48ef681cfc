import { deskPlace } from '#desk/clock.tsx'
import { formatDateTime, formatMoney } from '#platform/ui/format.ts'
import type { AuditEntry } from '#slices/staff/queries.ts'

const verbs: Record<string, string> = {
  'orders.look': 'looked at',
  'orders.cancel': 'cancelled',
  'orders.refund': 'refunded',
  'orders.address': 'changed the address of',
  'withdrawals.settle': 'settled',
  'letters.stop': 'stopped',
  'returns.approve': 'approved',
  'returns.refuse': 'refused',
  'returns.receive': 'took in',
  'returns.inspect': 'inspected',
  'returns.close': 'closed',
  'returns.retry-refund': 'asked again for the refund of',
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
  'stock.sort': 'decided about what is set aside of',
  'receipts.book': 'booked',
  'counts.write': 'entered',
  'counts.again': 'recounted',
  'counts.approve': 'approved lines of',
  'counts.drop': 'dropped lines of',
  'warehouses.make': 'added',
  'warehouses.open': 'opened',
  'warehouses.pause': 'paused',
  'warehouses.close': 'closed',
  'warehouses.floor': 'changed who packs in',
  'floor.make-wave': 'made a wave in',
  'floor.claim': 'took a trolley of',
  'floor.scan': 'sent scans from',
  'floor.pack': 'packed',
  'floor.hand-over': 'handed over',
  'floor.delivered': 'noted the arrival of',
  'floor.look-again': 'had the floor look again for',
  'floor.give-back': 'gave back',
  'floor.close-manifest': 'handed over with the list',
  'floor.manifest-pdf': 'printed the list',
  'floor.slip': 'printed the slip of',
  'floor.set-bin': 'set the bin of',
  'stations.open': 'opened the packing station',
  'stations.end': 'ended the packing station',
  'stations.set-pin': 'set the PIN of',
  'stations.remove-pin': 'took the PIN from',
  'promotions.create': 'made',
  'promotions.change': 'changed',
  'promotions.make-codes': 'made codes of',
  'cases.open': 'reported',
  'cases.settle': 'settled',
  'labels.print': 'printed the label of',
  'floor.add-bins': 'added bins to',
  'floor.write-off': 'wrote off what was missing of',
  'warehouses.hours': 'changed the hours of',
  'warehouses.labels': 'changed how labels come to',
  'products.create': 'created',
  'products.change': 'changed',
  'prices.set': 'set the price of',
  'prices.set-sale': 'set a sale of',
  'prices.stop-sale': 'stopped a sale of',
  'products.limit-per-order': 'limited',
  'products.add-picture': 'added a picture to',
  'products.change-picture': 'changed a picture of',
  'products.order-pictures': 'put the pictures in another order of',
  'products.remove-picture': 'removed a picture from',
  'gift_cards.issue': 'issued',
  'gift_cards.block': 'blocked',
  'gift_cards.unblock': 'unblocked',
  'gift_cards.adjust': 'changed the balance of',
  'gift_cards.mail_again': 'had mailed again',
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

/** How the person had proved who they are: "In a session with a password and a passkey", "By PIN at the packing station Bench 2". */
export function provedWords(factors: readonly string[]): string {
  const [, , ...station] = factors.find(factor => factor.startsWith('station:'))?.split(':') ?? []
  if (station.length) return `By PIN at the packing station ${station.join(':')}`
  return `In a session with ${factors.map(factor => PROOFS[factor] ?? factor).join(' and ') || 'nothing proved'}`
}

export type Difference = { name: string; before: string; after: string }

/** What differs between how a thing stood and how it stands, in words. What reads the same is left out. */
export function changesBetween({ before, after }: Pick<AuditEntry, 'before' | 'after'>): Difference[] {
  const [was, is] = [wordsOf(before), wordsOf(after)]
  return [...new Set([...was.keys(), ...is.keys()])]
    .map(name => ({ name, before: was.get(name) ?? NOTHING, after: is.get(name) ?? NOTHING }))
    .filter(({ before, after }) => before !== after)
}

/** The name under which people know a thing, as far as its row holds it: an order's number, a product's name. */
export function nameOf({ entityId, before, after }: Pick<AuditEntry, 'entityId' | 'before' | 'after'>) {
  const { number, name, email } = { ...asRecord(before), ...asRecord(after) }
  return [number, name, email].find(known => typeof known === 'string') ?? entityId
}

const NOTHING = 'nothing'

const asRecord = (value: unknown): Record<string, unknown> =>
  value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : {}

/** Each field of a thing by its name in words. A sum is told with its currency, which is no field of its own then. */
function wordsOf(thing: unknown): Map<string, string> {
  const fields = asRecord(thing)
  const { currency } = fields
  const isMoney = typeof currency === 'string'
  return new Map(
    Object.entries(fields)
      .filter(([name]) => name !== 'version' && name !== 'id' && !(isMoney && name === 'currency'))
      .map(([name, value]) => [
        inSmallWords(name),
        isMoney && name.endsWith('Minor') && typeof value === 'number'
          ? formatMoney(value, currency)
          : inWords(value),
      ]),
  )
}

/** `expiresAt` → "expires", `priceMinor` → "price", `maxPerOrder` → "max per order". */
const inSmallWords = (name: string) =>
  name
    .replace(/(At|Minor|Id)$/, '')
    .replace(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`)
    .trim()

/** As programs write a moment, and as Postgres writes it into JSON. */
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d(:?\d\d)?)$/

/** `warehouse north, on hand 4; warehouse south, on hand 9`: what is inside of something stands beside its name. */
function inWords(value: unknown): string {
  if (value === undefined || value === null || value === '') return NOTHING
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'string') return MOMENT.test(value) ? formatDateTime(value, deskPlace) : value
  if (Array.isArray(value)) {
    const isList = value.every(one => typeof one !== 'object')
    return value.length ? value.map(inWords).join(isList ? ', ' : '; ') : 'none'
  }
  return typeof value === 'object' ? insideOf(asRecord(value)) : String(value)
}

/** An id inside of something tells people nothing: the SKU or the name stands beside it. */
function insideOf(fields: Record<string, unknown>): string {
  const { amount, currency } = fields
  if (typeof amount === 'number' && typeof currency === 'string') return formatMoney(amount, currency)
  return Object.entries(fields)
    .filter(([name]) => !/^id$|Id$/.test(name))
    .map(([name, inside]) => `${inSmallWords(name)} ${inWords(inside)}`)
    .join(', ')
}
