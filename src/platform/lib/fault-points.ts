import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { perProcess } from './per-process.ts'

/**
 * Every step boundary at which the shop may be struck, and how things stand there. Points named `….in` lie within a
 * transaction, just before its commit.
 */
export const faultPoints = {
  'place.before-reserve': 'checked, nothing written',
  'place.in': 'order, lines, payment and hold written, not committed',
  'place.reserved': 'reserved, nothing sent',
  'charge.sending': 'the call to the provider is about to leave',
  'charge.answered': 'the provider answered, nothing written',
  'charge.next-attempt': 'a dead attempt was noted, the next not sent',
  'confirm.in': 'confirmation and job written, not committed',
  'confirm.committed': 'confirmed, nobody told',
  'action.in': 'the bank asks for the shopper, not committed',
  'action.committed': 'the bank asks for the shopper, nobody told',
  'decline.in': 'decline written and stock given back, not committed',
  'decline.committed': 'declined, nobody told',
  'end.in': 'expiry or cancellation written and stock given back, not committed',
  'end.committed': 'expired or cancelled, nobody told',
  'expire.before-cancel': 'past its time, the provider not yet told',
  'expire.canceled': 'cancelled at the provider, not here',
  'call-off.before-cancel': 'called off by a person, the provider not yet told',
  'call-off.canceled': 'called off at the provider, not here',
  'recall.in': 'the warehouse is to be asked to stop the parcel, not committed',
  'recall.committed': 'the warehouse is to be asked to stop the parcel, nobody told',
  'recall.answered': 'the warehouse has answered the recall, nothing written',
  'cancel.in': 'a paid order cancelled and its refund noted, not committed',
  'cancel.committed': 'a paid order cancelled, its money not yet sent back',
  'refund.requested': 'a refund noted, nothing sent',
  'refund.sending': 'the refund is about to leave',
  'refund.answered': 'the provider answered the refund, nothing written',
  'refund.in': 'the refund written, not committed',
  'refund.committed': 'the refund written, nobody told',
  'bank-refund.in': 'a refund made at the bank written, not committed',
  'bank-refund.committed': 'a refund made at the bank written, nobody told',
  'late-payment.in': 'late money noted, not committed',
  'late-payment.noted': 'late money noted, not yet sent back',
  'webhook.kept': 'the webhook kept, nothing done',
  'webhook.settled': 'the webhook acted upon, not marked done',
  'delivery.in': 'the parcel moved, not committed',
  'relay.in': 'one job became many, not committed',
  'job.fetched': 'a job taken, nothing done',
  'job.done': 'a job done, not yet marked done',
  'mail.before-send': 'the mail is written, not sent',
  'mail.sent': 'the mail is sent, not noted',
  'invoice.before-store': 'the invoice is drawn, not stored',
  'invoice.stored': 'the invoice is stored, not noted',
  'parcel.asked': 'the warehouse said where a parcel is, nothing written',
  'dispatch.before-send': 'the warehouse has not been told',
  'dispatch.sent': 'the warehouse was told, not noted',
  'sale.in': 'the sale written, not committed',
} as const

export type FaultPoint = keyof typeof faultPoints

/** The striker at the points: it may throw, wait, or never come back. */
export type Striker = (point: FaultPoint) => void | Promise<void>

const held = perProcess('striker', (): { striker?: Striker | undefined } => ({}))

/** Outside of tests this is a look at one empty field. */
export function fault(point: FaultPoint): void | Promise<void> {
  return held().striker?.(point)
}

/** Sets the striker of this process; undefined: none. */
export function strikeWith(striker: Striker | undefined) {
  held().striker = striker
}

/** `kill`: the process dies where it stands. `throw`: the step fails. `hang`: it stays there until it is let go. */
export type Strike = 'kill' | 'throw' | 'hang'

/** A process that hangs longer than any test waits was forgotten. */
const HANG_LIMIT_MS = 120_000
const LOOK_EVERY_MS = 5

/**
 * Lets another process arm points through a folder: the file named after a point holds the strike. The process that renames it is
 * struck, and no other; removing the renamed file lets a hanging process go.
 */
export function strikesFrom(folder: string): Striker {
  return point => {
    const armed = join(folder, point)
    if (!existsSync(armed)) return
    const struck = `${armed}.struck`
    try {
      renameSync(armed, struck)
    } catch {
      return
    }
    const strike = readFileSync(struck, 'utf8').trim() as Strike
    if (strike === 'kill') process.kill(process.pid, 'SIGKILL')
    if (strike === 'throw') throw new Error(`struck at ${point}`)
    return hangUntilGone(struck)
  }
}

async function hangUntilGone(file: string) {
  for (let waited = 0; existsSync(file) && waited < HANG_LIMIT_MS; waited += LOOK_EVERY_MS)
    await new Promise(done => setTimeout(done, LOOK_EVERY_MS))
  rmSync(file, { force: true })
}

if (process.env.FAULTS_DIR) strikeWith(strikesFrom(process.env.FAULTS_DIR))
