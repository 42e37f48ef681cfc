import { log } from '#platform/lib/log.ts'
import type { CardKeeper, PaymentGateway, ProviderPayment } from '#slices/payments/provider.ts'
import { providerLine } from '#slices/payments/provider-line.ts'
import { stripeGateway } from '#slices/payments/stripe-gateway.ts'
import { Killed } from './killed.ts'
import { see, type World } from './world.ts'

/** The shop's patience with one call (stripe-gateway.ts). */
const PATIENCE_MS = 20_000
/** Its patience with a question about cards (stripe-cards.ts). */
const CARDS_PATIENCE_MS = 3_000
const bankFaults = ['error_500', 'rate_limit', 'down'] as const

/** The shop's own adapter at the sandbox. A call that was too fast is sent again at once: others may be waiting for its end. */
export function sandboxBank(apiBase: string): PaymentGateway {
  const line = providerLine({ callsPerSecond: 0, log, wait: () => Promise.resolve() })
  return stripeGateway({ secretKey: 'sk_test_sandbox', apiBase }, undefined, line)
}

type Fate = 'answered' | 'slow' | 'answer-lost' | 'late' | 'never-arrived'

/**
 * The wire between a process and the bank. A call may be slow, may never arrive, may arrive when the caller has given up, or
 * its answer may be lost; the bank may be out of order. The real adapter executes calls that arrive at the real sandbox.
 */
export function gatewayOver(
  world: World,
  process: string,
  isAlive: () => boolean,
  real: PaymentGateway,
): PaymentGateway {
  const { scheduler, weather, faults } = world
  const owners = new Map<string, string | undefined>()
  const whose = (providerId: string) => owners.get(providerId) ?? 'a payment'

  async function exchange<A extends { kind: string }>(
    call: string,
    about: string,
    execute: () => Promise<A>,
    patienceMs = PATIENCE_MS,
  ): Promise<A | { kind: 'unknown' }> {
    const slowMs = patienceMs * 0.45
    if (!isAlive()) throw new Killed()
    const fate = draw()
    let answer: A | { kind: 'unknown' } = { kind: 'unknown' }
    const caller = scheduler.running()
    if (fate !== 'answered') see(world, `${call}: ${fate}`)
    await scheduler.waitFor(resume => {
      const hear = (ms: number) => caller && scheduler.resumeAfter(ms, caller, resume)
      const arrive = async (then: (answer: A) => void) => {
        await armBankFault(call)
        const heard = await execute()
        noteOwner(heard)
        then(heard)
      }
      // The wire goes on when the process dies: its task belongs to no process.
      switch (fate) {
        case 'answered':
        case 'slow':
          scheduler.after(faults.int(1, fate === 'slow' ? slowMs : 40), `${call} arrives`, () =>
            arrive(heard => {
              answer = heard
              scheduler.note(`${process} ${call} ${about} → ${words(heard)}`)
              hear(faults.int(1, fate === 'slow' ? slowMs : 40))
            }),
          )
          return
        case 'answer-lost':
        case 'late':
          scheduler.after(
            fate === 'late' ? patienceMs + faults.int(1, 4_000) : faults.int(1, 40),
            `${call} arrives`,
            () =>
              arrive(heard =>
                scheduler.note(`${process} ${call} ${about} → ${words(heard)}, which nobody heard`),
              ),
          )
          hear(patienceMs)
          return
        case 'never-arrived':
          scheduler.note(`${process} ${call} ${about} never arrived`)
          hear(patienceMs)
      }
    })
    return answer
  }

  function noteOwner(heard: { kind: string; payment?: ProviderPayment }) {
    if (heard.payment) owners.set(heard.payment.providerId, heard.payment.orderId?.slice(0, 8))
  }

  function draw(): Fate {
    if (!world.stormy || !faults.chance(weather.lostChance)) return 'answered'
    return faults.pick(['slow', 'answer-lost', 'late', 'never-arrived'] as const)
  }

  async function armBankFault(call: string) {
    if (!world.stormy || !faults.chance(weather.bankFaultChance)) return
    const kind = faults.pick(bankFaults)
    see(world, `${call}: bank ${kind}`)
    scheduler.note(`the bank's next answer is ${kind}`)
    await fetch(`${world.sandboxUrl}/_sandbox/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ service: 'stripe', kind, count: kind === 'error_500' ? 1 : faults.int(1, 6) }),
    })
  }

  return wired(exchange, whose, real)
}

type Exchange = <A extends { kind: string }>(
  call: string,
  about: string,
  execute: () => Promise<A>,
  patienceMs?: number,
) => Promise<A | { kind: 'unknown' }>

/** Every call of the port, by that wire. */
function wired(
  exchange: Exchange,
  whose: (providerId: string) => string,
  real: PaymentGateway,
): PaymentGateway {
  /** A list is heard whole or not at all. */
  async function lists<T>(call: string, about: string, execute: () => Promise<T | null>): Promise<T | null> {
    const answer = await exchange(call, about, async () => {
      const value = await execute()
      return value === null ? { kind: 'unreachable' as const } : { kind: 'listed' as const, value }
    })
    return answer.kind === 'listed' ? answer.value : null
  }
  return {
    charge: request => exchange('charge', request.orderId.slice(0, 8), () => real.charge(request)),
    retrieve: id => exchange('retrieve', whose(id), () => real.retrieve(id)),
    findByOrder: (id, since) => exchange('find', id.slice(0, 8), () => real.findByOrder(id, since)),
    listSince: since => real.listSince(since),
    cancel: id => exchange('cancel', whose(id), () => real.cancel(id)),
    refund: request => exchange('refund', request.orderId.slice(0, 8), () => real.refund(request)),
    findRefund: request => exchange('find-refund', whose(request.providerId), () => real.findRefund(request)),
    retrieveRefund: id => exchange('retrieve-refund', 'a refund', () => real.retrieveRefund(id)),
    refundsOf: id => lists('list-refunds', whose(id), () => real.refundsOf(id)),
    disputesOf: id => lists('list-disputes', whose(id), () => real.disputesOf(id)),
    listChanges: page => lists('list-changes', 'of late', () => real.listChanges(page)),
    listPayments: real.listPayments,
    listRefunds: real.listRefunds,
    listDisputes: real.listDisputes,
    cards: cardsOver(exchange, real.cards),
    restSeconds: real.restSeconds,
  }
}

/** The questions about kept cards, by the same wire. */
function cardsOver(exchange: Exchange, real: CardKeeper): CardKeeper {
  const ask = <A extends { kind: string }>(call: string, execute: () => Promise<A>) =>
    exchange(call, 'of an account', execute, CARDS_PATIENCE_MS)
  return {
    createCustomer: request => ask('make-customer', () => real.createCustomer(request)),
    findCustomer: (id, since) => ask('find-customer', () => real.findCustomer(id, since)),
    cardsOf: id => ask('list-cards', () => real.cardsOf(id)),
    cardOf: (id, cardId) => ask('whose-card', () => real.cardOf(id, cardId)),
    removeCard: cardId => ask('remove-card', () => real.removeCard(cardId)),
    makeDefault: (id, cardId) => ask('default-card', () => real.makeDefault(id, cardId)),
    deleteCustomer: id => ask('delete-customer', () => real.deleteCustomer(id)),
  }
}

const words = (answer: { kind: string; payment?: ProviderPayment; code?: string }): string =>
  answer.payment?.status ?? (answer.code ? `${answer.kind} (${answer.code})` : answer.kind)
