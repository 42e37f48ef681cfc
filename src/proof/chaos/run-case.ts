import type { ChildProcess } from 'node:child_process'
import Stripe from 'stripe'
import { v7 as uuidv7 } from 'uuid'
import { SANDBOX_STRIPE_WEBHOOK_SECRET } from '#platform/lib/env.ts'
import { comeToRest } from './books.ts'
import { answerBank, buy, newPurchase, type Purchase, send } from './buyer.ts'
import { atTheBank, type Case, type Fault } from './matrix-cases.ts'
import type { ShopProcesses } from './processes.ts'

export type Met = { purchase: Purchase; reached: boolean }

type Lines = readonly { sku: string; quantity: number }[]

const REACH_LIMIT_MS = 60_000
const LOOK_EVERY_MS = 10
const REST_LIMIT_SECONDS = 120
/** Long enough for a second request to be in the thick of it, shorter than any lock is waited for. */
const MEANWHILE_MS = 300
const BANK_HOLDS_MS = 2_500

/** Brings an order to the point, strikes the shop there, lets go, and leaves the order to settle by itself. */
export async function runCase(shop: ShopProcesses, one: Case, lines: Lines): Promise<Met> {
  switch (one.story.kind) {
    case 'place':
      return place(shop, one, one.story, lines)
    case 'desk':
      return atTheDesk(shop, one, one.story, lines)
    case 'picture':
      return withPicture(shop, one, lines)
    case 'worker':
      return after(shop, one, lines, async () => {})
    case 'callback':
      return after(shop, one, lines, (_, { orderId }) => movedOn(shop, orderId))
    case 'webhook':
      return after(shop, one, lines, approve, 'pm_card_authenticationRequired')
    case 'expire':
      return expire(shop, one, lines)
  }
}

/** The buyer asks once or twice more and then leaves it to the shop. */
const HASTY_TRIES = 2
/** Over a minute: longer than the shop leaves an order alone and waits for its next sweep. */
const PATIENT_TRIES = 200

async function place(
  shop: ShopProcesses,
  { point, fault }: Case,
  story: Extract<Case['story'], { kind: 'place' }>,
  lines: Lines,
): Promise<Met> {
  const purchase = newPurchase(story.method)
  const url = webOf(shop)
  const hangUp = new AbortController()
  // The one 500 is meant for this order's charge and for no look after another.
  if (story.bank === 'error_500') await comeToRest(shop, REST_LIMIT_SECONDS)
  if (story.bank)
    await shop.armBank({
      service: 'stripe',
      kind: story.bank,
      ...(story.bank === 'error_500' ? { count: 1 } : { count: 2, ms: BANK_HOLDS_MS }),
    })
  const isOurs = !atTheBank.includes(point)
  if (isOurs) shop.arm(point, 'hang')
  const first = send(url, purchase, lines, hangUp.signal)
  const reached = isOurs ? await untilStruck(shop, point) : await untilBankHolds(shop)
  if (fault === 'gone') hangUp.abort()
  const second = fault === 'twice' || fault === 'gone' ? send(url, purchase, lines) : null
  await strike(shop, fault, 'web-1', purchase)
  if (isOurs) shop.disarm(point)
  await Promise.all([first, second])
  if (story.bank) await shop.calmBank()
  // A buyer whose process was killed does not ask again: that order must settle by itself.
  if (fault !== 'kill') await buy(() => url, purchase, lines, HASTY_TRIES)
  if (purchase.nextActionUrl) await answerBank(purchase.nextActionUrl, 'approve')
  else if (story.method === 'pm_card_authenticationRequired') await approve(shop, purchase, lines)
  return { purchase, reached }
}

async function atTheDesk(
  shop: ShopProcesses,
  { point, fault }: Case,
  story: Extract<Case['story'], { kind: 'desk' }>,
  lines: Lines,
): Promise<Met> {
  const purchase = newPurchase(story.method)
  const handedOver = story.act !== 'cancel'
  if (!story.method && !handedOver) await shop.armBank({ service: 'warehouse', kind: 'down', count: 1_000 })
  if (story.method) await untilTaken(shop, purchase, lines)
  else await buy(() => webOf(shop), purchase, lines)
  if (!story.method) await untilHandOver(shop, purchase.orderId, handedOver ? 'taken' : 'not_taken')
  if (story.act === 'refund') await ship(shop, purchase.orderId)
  shop.arm(point, 'hang')
  const refundId = uuidv7()
  const act = () =>
    shop.spawn('desk', [
      '--import',
      'tsx',
      'src/proof/chaos/desk.ts',
      story.act === 'recall' ? 'cancel' : story.act,
      purchase.orderId,
      refundId,
    ])
  const desk = act()
  const reached = await untilStruck(shop, point)
  // The warehouse answers the worker, not the desk.
  const inWorker = ['recall.answered', 'items-recall.answered', 'items.in'].includes(point)
  if (fault === 'kill' && !inWorker) await killed(desk)
  else await strike(shop, fault, inWorker ? 'worker-1' : 'web-1', purchase)
  shop.disarm(point)
  await ended(desk)
  if (!handedOver) await shop.calmBank()
  // The desk does it again after it was cut off, as a person would.
  await ended(act())
  return { purchase, reached }
}

/** The same picture is sent again after the strike, as the desk would; it must be there once, and ready. */
async function withPicture(shop: ShopProcesses, { point, fault }: Case, lines: Lines): Promise<Met> {
  const purchase = newPurchase()
  await buy(() => webOf(shop), purchase, lines)
  const pictureId = uuidv7()
  const script = ['--import', 'tsx', 'src/proof/chaos/desk.ts', 'picture', lines[0]?.sku ?? '', pictureId]
  const add = () => shop.spawn('desk', script)
  shop.arm(point, 'hang')
  const desk = add()
  const reached = await untilStruck(shop, point)
  const inWorker = point === 'picture.sizes-stored'
  if (fault === 'kill' && !inWorker) await killed(desk)
  else await strike(shop, fault, inWorker ? 'worker-1' : 'web-1', purchase)
  shop.disarm(point)
  await ended(desk)
  await ended(add())
  return { purchase, reached: reached && (await untilReady(shop, pictureId)) }
}

/** The job of a worker that was killed is taken up again when its time is over, two minutes later. */
const READY_LIMIT_MS = 240_000

async function untilReady(shop: ShopProcesses, pictureId: string): Promise<boolean> {
  for (let waited = 0; waited < READY_LIMIT_MS; waited += MEANWHILE_MS) {
    const [ready] = await shop.db.$client`select from images where id = ${pictureId} and state = 'ready'`
    if (ready) return true
    await pause(MEANWHILE_MS)
  }
  return false
}

/** Sends the order until the shop has it; it may then wait for its bank for long. The case before may have cut this try's connection. */
async function untilTaken(shop: ShopProcesses, purchase: Purchase, lines: Lines) {
  for (let attempt = 0; attempt < HASTY_TRIES; attempt++) {
    const word = await send(webOf(shop), purchase, lines)
    if (!['internal_error', 'unavailable', 'no answer'].includes(word)) return
    await pause(MEANWHILE_MS)
  }
}

/** An order is confirmed, or soon will be; the point lies in what follows. */
async function after(
  shop: ShopProcesses,
  { point, fault, story }: Case,
  lines: Lines,
  goOn: (shop: ShopProcesses, purchase: Purchase, lines: Lines) => Promise<void>,
  method?: string,
): Promise<Met> {
  const purchase = newPurchase(method)
  shop.arm(point, 'hang')
  const bought = buy(() => webOf(shop), purchase, lines).then(() => goOn(shop, purchase, lines))
  const reached = await untilStruck(shop, point)
  await strike(shop, fault, story.kind === 'worker' ? 'worker-1' : 'web-1', purchase)
  shop.disarm(point)
  await bought
  return { purchase, reached }
}

/** The second web holds stock for a second only. */
async function expire(shop: ShopProcesses, { point, fault }: Case, lines: Lines): Promise<Met> {
  const purchase = newPurchase('pm_card_authenticationRequired')
  await send(shop.webUrls[1] ?? '', purchase, lines)
  shop.arm(point, 'hang')
  const reached = await untilStruck(shop, point)
  await strike(shop, fault, 'worker-1', purchase)
  shop.disarm(point)
  return { purchase, reached }
}

/** A buyer who has a bank to answer stays until the shop leads them there: after a broken try that is the sweep that charges. */
async function approve(shop: ShopProcesses, purchase: Purchase, lines: Lines) {
  if (!purchase.nextActionUrl) await buy(() => webOf(shop), purchase, lines, PATIENT_TRIES)
  if (purchase.nextActionUrl) await answerBank(purchase.nextActionUrl, 'approve')
}

async function strike(shop: ShopProcesses, fault: Fault, process: 'web-1' | 'worker-1', purchase: Purchase) {
  switch (fault) {
    case 'kill':
      return shop.restart(process)
    case 'postgres':
      return shop.restartPostgres()
    case 'backends':
      return shop.terminateBackends()
    case 'webhook':
      await Promise.race([deliverWebhook(shop, purchase.orderId), pause(MEANWHILE_MS)])
      return
    case 'gone':
    case 'twice':
      return pause(MEANWHILE_MS)
  }
}

/** As the bank would send it; the shop does not believe its words and asks the bank. */
async function deliverWebhook(shop: ShopProcesses, orderId: string) {
  const payload = JSON.stringify({
    id: `evt_${uuidv7()}`,
    object: 'event',
    type: 'payment_intent.succeeded',
    data: { object: { object: 'payment_intent', metadata: { order_id: orderId } } },
  })
  const header = await Stripe.webhooks.generateTestHeaderStringAsync({
    payload,
    secret: SANDBOX_STRIPE_WEBHOOK_SECRET,
  })
  await fetch(`${webOf(shop)}/api/webhooks/stripe`, {
    method: 'POST',
    headers: { 'stripe-signature': header, 'content-type': 'application/json' },
    body: payload,
  }).catch(() => {})
}

const webOf = (shop: ShopProcesses) => shop.webUrls[0] ?? ''

async function untilStruck(shop: ShopProcesses, point: string): Promise<boolean> {
  for (let waited = 0; waited < REACH_LIMIT_MS; waited += LOOK_EVERY_MS) {
    if (shop.hasStruck(point)) return true
    await pause(LOOK_EVERY_MS)
  }
  return false
}

async function untilBankHolds(shop: ShopProcesses): Promise<boolean> {
  for (let waited = 0; waited < REACH_LIMIT_MS; waited += LOOK_EVERY_MS) {
    const live = await shop.bank<{ hits: number }[]>('faults')
    if (live.some(fault => fault.hits > 0)) return true
    await pause(LOOK_EVERY_MS)
  }
  return false
}

/** Until the warehouse has taken the order, or has surely not. */
async function untilHandOver(shop: ShopProcesses, orderId: string, state: 'taken' | 'not_taken') {
  for (let waited = 0; waited < REACH_LIMIT_MS; waited += MEANWHILE_MS) {
    const [found] = await shop.db
      .$client`select from hand_overs where order_id = ${orderId} and state = ${state}`
    if (found) return
    await pause(MEANWHILE_MS)
  }
}

const STEPS_TO_SHIPPED = 3

/** Until then a refund is a cancellation. */
async function ship(shop: ShopProcesses, orderId: string) {
  for (let step = 0; step < STEPS_TO_SHIPPED; step++) await movedOn(shop, orderId)
  for (let waited = 0; waited < REACH_LIMIT_MS; waited += MEANWHILE_MS) {
    const [order] = await shop.db.$client`select from orders where id = ${orderId} and delivery = 'shipped'`
    if (order) return
    await pause(MEANWHILE_MS)
  }
}

/** The warehouse takes the parcel one step on and calls back. */
async function movedOn(shop: ShopProcesses, orderId: string) {
  for (let waited = 0; waited < REACH_LIMIT_MS; waited += MEANWHILE_MS) {
    if ((await shop.bank<unknown[]>(`shipments?orderId=${orderId}`)).length) break
    await pause(MEANWHILE_MS)
  }
  await fetch(`${shop.sandboxUrl}/floor/advance`, {
    method: 'POST',
    // Its own page's button, as far as it can tell.
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: shop.sandboxUrl },
    body: new URLSearchParams({ orderId }),
    redirect: 'manual',
  })
}

async function killed(child: ChildProcess) {
  child.kill('SIGKILL')
  await ended(child)
}

async function ended(child: ChildProcess) {
  if (child.exitCode === null && child.signalCode === null)
    await new Promise(done => child.once('exit', done))
}

const pause = (ms: number) => new Promise<void>(done => setTimeout(done, ms))
