/** The fault that strikes the shop while it stands at a point. */
export const faults = {
  kill: 'SIGKILL of the process',
  postgres: 'Postgres restarted in immediate mode',
  backends: 'every database connection terminated',
  gone: 'the buyer hangs up and asks again with the key',
  twice: 'the same request a second time, at once',
  webhook: "the bank's webhook arrives at that moment",
} as const
export type Fault = keyof typeof faults

/** How an order comes to the point. */
export type Story =
  /** A card that pays; the point lies in the request. */
  | { kind: 'place'; bank?: 'timeout_before' | 'timeout_after' | 'error_500'; method?: string }
  /** A confirmed order; somebody at the desk acts on it in a process of their own. `recall`: cancels what the warehouse has; `take-out`: takes an item out of that; `address`: sends it elsewhere. */
  | { kind: 'desk'; act: 'cancel' | 'recall' | 'take-out' | 'refund' | 'address'; method?: string }
  /** The worker, after a confirmed order. */
  | { kind: 'worker' }
  /** Beside an order somebody at the desk adds a picture to its product; the worker makes its sizes. */
  | { kind: 'picture' }
  /** The bank asks for the buyer, who agrees; its webhook comes. */
  | { kind: 'webhook' }
  /** The warehouse calls back. */
  | { kind: 'callback' }
  /** The buyer never answers their bank and the hold runs out. */
  | { kind: 'expire' }

/** Where the bank stands with a call of ours that got no answer. */
export const atTheBank: readonly string[] = ['sent, not executed', 'charged, answer lost']

export type Case = {
  group: string
  /** A fault point of a slice, or how things stand at the bank. */
  point: string
  fault: Fault
  story: Story
}

const machines: readonly Fault[] = ['kill', 'postgres', 'backends']
const everything = Object.keys(faults) as Fault[]

type Row = { group: string; point: Case['point']; story: Story; faults: readonly Fault[] }

const DECLINES = 'pm_card_chargeDeclined'
const ASKS = 'pm_card_authenticationRequired'

const rows: readonly Row[] = [
  ...['place.before-reserve', 'place.in', 'place.reserved', 'charge.sending'].map(point => place(point)),
  place('sent, not executed', { bank: 'timeout_before' }),
  place('charged, answer lost', { bank: 'timeout_after' }),
  ...['charge.answered', 'confirm.in', 'confirm.committed'].map(point => place(point)),
  place('decline.in', { method: DECLINES }),
  place('decline.committed', { method: DECLINES }),
  place('action.in', { method: ASKS }),
  place('action.committed', { method: ASKS }),
  place('charge.next-attempt', { bank: 'error_500' }),
  ...['webhook.kept', 'webhook.settled'].map(point => row('webhooks', point, { kind: 'webhook' })),
  row('webhooks', 'delivery.in', { kind: 'callback' }),
  ...['expire.before-cancel', 'expire.canceled'].map(point => row('expiring', point, { kind: 'expire' })),
  ...['call-off.before-cancel', 'call-off.canceled', 'end.in', 'end.committed'].map(point =>
    row('calling off', point, { kind: 'desk', act: 'cancel', method: ASKS }),
  ),
  ...['recall.in', 'recall.committed', 'recall.answered'].map(point =>
    row('recalling', point, { kind: 'desk', act: 'recall' }),
  ),
  ...['items-recall.in', 'items-recall.committed', 'items-recall.answered', 'items.in'].map(point =>
    row('taking out', point, { kind: 'desk', act: 'take-out' }),
  ),
  ...['cancel.in', 'cancel.committed'].map(point =>
    row('cancelling', point, { kind: 'desk', act: 'cancel' }),
  ),
  ...['address.in', 'address.committed'].map(point =>
    row('sending elsewhere', point, { kind: 'desk', act: 'address' }),
  ),
  ...['refund.requested', 'refund.sending', 'refund.answered', 'refund.in', 'refund.committed'].map(point =>
    row('refunding', point, { kind: 'desk', act: point === 'refund.requested' ? 'refund' : 'cancel' }),
  ),
  ...['picture.stored', 'picture.sizes-stored'].map(point => row('pictures', point, { kind: 'picture' })),
  ...[
    'relay.in',
    'job.fetched',
    'job.done',
    'mail.before-send',
    'mail.sent',
    'document.written',
    'invoice.before-store',
    'invoice.stored',
    'dispatch.before-send',
    'dispatch.sent',
    'sale.in',
  ].map(point => row('after the answer', point, { kind: 'worker' })),
]

function place(point: Case['point'], how: Omit<Extract<Story, { kind: 'place' }>, 'kind'> = {}): Row {
  return { group: 'placing', point, story: { kind: 'place', ...how }, faults: everything }
}

function row(group: string, point: Case['point'], story: Story): Row {
  return { group, point, story, faults: machines }
}

/** Every point × every fault that can meet it there. */
export const cases: readonly Case[] = rows.flatMap(({ faults: met, ...rest }) =>
  met.map(fault => ({ ...rest, fault })),
)

/** Points to which real processes cannot be brought on purpose; the simulator meets these, or a test beside their code. */
export const notInMatrix: readonly string[] = [
  'bank-refund.in',
  'bank-refund.committed',
  'late-payment.in',
  'late-payment.noted',
  'withdrawal.in',
  'return.in',
  'return-receipt.in',
  'return-inspection.in',
  'return.refunded',
  'gift-card.in',
  'come.in',
  'come.committed',
  'write-off.in',
  'case.in',
  'case.chosen',
  'case-settled.in',
  'case.refunded',
  'scan.in',
  'floor-parcel.in',
  'manifest.in',
  'promise.in',
  'label.before-buy',
  'label.bought',
  'label.in',
  'label.voided',
  'label.told',
  'scan-heard.in',
  'label.tracked',
  'receipt.in',
  'count.in',
  'parcel.asked',
  'customer.noted',
  'customer.answered',
]
