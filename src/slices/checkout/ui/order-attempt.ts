import type { CheckoutInput } from '#slices/orders/placing/place-order-fields.ts'
import type { NextAction, OrderSummary, PlaceOrderAnswer } from '#slices/orders/shop/order-answers.ts'
import {
  currentAttempt,
  endAttempt,
  inputToSend,
  noteRefused,
  noteSent,
} from '#slices/orders/shop/ui/attempt-memory.ts'
import { declineWords } from '#slices/orders/shop/ui/decline-words.ts'
import type { TabMemory } from '#slices/orders/shop/ui/tab-memory.ts'
import type { CardFieldsControl } from '#slices/payments/ui/card-token.ts'
import type { Notice } from './checkout-notice.ts'
import { type SendResult, type Surroundings, sendOrder } from './send-order.ts'

export type Phase =
  | { at: 'editing' }
  | { at: 'placing' }
  /** After a reload in the middle of paying: we ask for the result. */
  | { at: 'asking' }
  /** The order is placed and the bank is slow. */
  | { at: 'waiting' }
  | { at: 'bank'; order: OrderSummary; nextAction: NextAction; settling: boolean }
  /** `waited`: the bank is still slow, so the order's page has no news yet either. */
  | { at: 'leaving'; waited: boolean }

/** `round` grows with every notice, so that the same words twice are two notices. */
export type AttemptState = { phase: Phase; notice: Notice | null; round: number }

export type OrderWords = Omit<CheckoutInput, 'orderId' | 'payment'>

/** `startOver`: sends the order again under another id. Absent when nobody pressed Pay. */
type Sending = { wasOpen: boolean; startOver?: () => Promise<boolean> }

type OrderKey = { orderId: string; token?: string }

/** Everything outside: the shop's answers, this tab's memory, and the way to the order's page. */
export type AttemptOutside = Surroundings & {
  memory: () => TabMemory
  place: (input: CheckoutInput) => Promise<PlaceOrderAnswer>
  settle: (key: OrderKey, options?: { withinMs: number }) => Promise<PlaceOrderAnswer>
  abandon: (key: { orderId: string; token: string }) => Promise<PlaceOrderAnswer>
  /** Opens the order's page. */
  leave: (order: OrderSummary) => void
  /** Milliseconds of a clock that only goes forward. */
  clockMs: () => number
}

/** Most slow banks answer within this. After that the shopper follows the order on its own page. */
const BANK_PATIENCE_MS = 8_000
const ASK_BANK_EVERY_MS = 1_000

/**
 * One try at one order, from the press of Pay to the order's page. The order's id exists before anything is sent and stays
 * until the shop has given its final answer, so that a double press, a reload or a lost answer ends in one order.
 */
export class OrderAttempt {
  readonly #outside: AttemptOutside
  readonly #listeners = new Set<() => void>()
  #state: AttemptState = { phase: { at: 'editing' }, notice: null, round: 0 }
  #busy = false

  constructor(outside: AttemptOutside) {
    this.#outside = outside
  }

  readonly state = () => this.#state

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** After a reload: asks again for the answer of an attempt that was never read. */
  async resume(): Promise<void> {
    const { sent } = currentAttempt(this.#outside.memory())
    if (sent) await this.#alone('asking', () => this.#send(sent, { wasOpen: true }))
  }

  /**
   * `touched`: the shopper typed into the card's fields since the last try. Null: nothing remains to be paid. Returns whether anything
   * was sent.
   */
  async place(
    words: OrderWords,
    card: { fields: Pick<CardFieldsControl, 'tokenize'>; touched: boolean } | null,
  ): Promise<boolean> {
    const sent = await this.#alone('placing', async () => {
      if (!this.#outside.online()) return this.#refuse({ kind: 'offline' })
      const attempt = currentAttempt(this.#outside.memory())
      const wasOpen = attempt.sent !== null
      const startOver = () => this.#placeAgain(words, card?.fields ?? null)
      const again = card?.touched ? null : inputToSend(attempt, words)
      if (again) return this.#send(again, { wasOpen, startOver })
      if (!card) return this.#send({ ...words, orderId: attempt.orderId }, { wasOpen, startOver })
      const answer = await card.fields.tokenize()
      if (!answer.ok) return this.#refuse({ kind: 'card', problems: answer.problems })
      const method = answer.card.confirmationToken
      return this.#send({ ...words, orderId: attempt.orderId, payment: { method } }, { wasOpen, startOver })
    })
    return sent ?? false
  }

  /**
   * The order under this id has ended without money. The shopper pressed Pay for the present input, so it is sent under a
   * new id with an unused token. This happens once; the shopper then sees the result.
   */
  async #placeAgain(words: OrderWords, fields: Pick<CardFieldsControl, 'tokenize'> | null): Promise<boolean> {
    const answer = await fields?.tokenize()
    if (answer?.ok === false) return false
    const { orderId } = currentAttempt(this.#outside.memory())
    const payment = answer && { method: answer.card.confirmationToken }
    return this.#send({ ...words, orderId, payment }, { wasOpen: false })
  }

  /** True when Pay would only repeat the last request, so that no card needs to be typed. */
  repeats(words: OrderWords): boolean {
    return inputToSend(currentAttempt(this.#outside.memory()), words) !== null
  }

  /** The bank's page is done, so we ask the shop for the bank's answer. */
  async bankAnswered(): Promise<void> {
    const { phase } = this.#state
    if (phase.at !== 'bank' || phase.settling) return
    this.#set({ phase: { ...phase, settling: true } })
    const { id: orderId, trackingToken: token } = phase.order
    try {
      await this.#show(await this.#outside.settle({ orderId, token }))
    } catch {
      // The order's own page keeps asking.
      this.#leave(phase.order)
    }
  }

  /** The shopper wants to use another card. This order ends and releases its stock, and the next try is another order. */
  async giveUpBank(): Promise<void> {
    const { phase } = this.#state
    if (phase.at !== 'bank' || phase.settling) return
    this.#set({ phase: { ...phase, settling: true } })
    const { id: orderId, trackingToken: token } = phase.order
    // Without an answer the order ends by itself when its time is over.
    const answer = await this.#outside.abandon({ orderId, token }).catch(() => null)
    if (answer?.kind === 'confirmed') return this.#show(answer)
    endAttempt(this.#outside.memory(), orderId)
    this.tell({ kind: 'given_up' })
  }

  tell(notice: Notice): void {
    this.#set({ phase: { at: 'editing' }, notice, round: this.#state.round + 1 })
  }

  /** One at a time: a second press does nothing while the first is being handled. */
  async #alone<T>(at: 'placing' | 'asking', work: () => Promise<T> | T): Promise<T | null> {
    if (this.#busy || this.#state.phase.at === 'waiting') return null
    this.#busy = true
    this.#set({ phase: { at }, notice: null })
    try {
      return await work()
    } catch (error) {
      this.tell({ kind: 'unreachable' })
      throw error
    } finally {
      this.#busy = false
    }
  }

  async #send(input: CheckoutInput, how: Sending): Promise<boolean> {
    noteSent(this.#outside.memory(), input)
    await this.#showResult(await sendOrder(this.#outside.place, input, this.#outside), input, how)
    return true
  }

  async #showResult(result: SendResult, input: CheckoutInput, { wasOpen, startOver }: Sending) {
    switch (result.kind) {
      case 'answered':
        return result.answer.kind === 'ended'
          ? this.#end(result.answer, startOver)
          : this.#show(result.answer)
      case 'unreachable':
        return this.tell(result)
      case 'offline':
      case 'rate_limited':
        if (!wasOpen) noteRefused(this.#outside.memory())
        return this.tell(result)
      case 'refused':
        noteRefused(this.#outside.memory())
        return this.tell(result)
      case 'key_reused':
        return this.#askAfter(input.orderId, startOver)
    }
  }

  /** An earlier try under this id did get through, so we ask for its result. */
  async #askAfter(orderId: string, startOver?: Sending['startOver']) {
    const answer = await this.#outside.settle({ orderId }).catch(() => null)
    if (answer?.kind === 'ended' || answer?.kind === 'declined') return this.#end(answer, startOver)
    if (answer) return this.#show(answer)
    endAttempt(this.#outside.memory(), orderId)
    this.tell({ kind: 'unreachable' })
  }

  /** No money moved under this id, and none will. The input goes out under another id. */
  async #end(
    answer: Extract<PlaceOrderAnswer, { kind: 'ended' | 'declined' }>,
    startOver: Sending['startOver'],
  ) {
    endAttempt(this.#outside.memory(), answer.order.id)
    if (!(await startOver?.())) await this.#show(answer)
  }

  async #show(answer: PlaceOrderAnswer): Promise<void> {
    const memory = this.#outside.memory()
    switch (answer.kind) {
      case 'confirmed':
        // The order's page ends the attempt. Until that page is open, a reload leads to it again.
        return this.#leave(answer.order)
      case 'processing':
        return this.#waitForBank(answer.order)
      case 'requires_action': {
        const { order, nextAction } = answer
        return this.#set({ phase: { at: 'bank', order, nextAction, settling: false } })
      }
      case 'declined':
        endAttempt(memory, answer.order.id)
        return this.tell({ kind: 'declined', words: declineWords(answer.code) })
      case 'ended':
        endAttempt(memory, answer.order.id)
        return this.tell({ kind: 'ended', late: answer.order.state === 'expired' })
      case 'out_of_stock':
      case 'price_changed':
      case 'payments_unavailable':
        noteRefused(memory)
        return this.tell(answer)
    }
  }

  /** A decline here keeps the card and everything typed, so the order's page is only for banks that take long. */
  async #waitForBank(order: OrderSummary): Promise<void> {
    if (this.#state.phase.at !== 'asking') this.#set({ phase: { at: 'waiting' } })
    const answer = await this.#askBank({ orderId: order.id, token: order.trackingToken })
    // The attempt stays, so a shopper who comes back to the checkout is led to this order again.
    return answer ? this.#show(answer) : this.#leave(order)
  }

  async #askBank(key: OrderKey): Promise<Exclude<PlaceOrderAnswer, { kind: 'processing' }> | null> {
    const { clockMs, wait, settle } = this.#outside
    const endsAt = clockMs() + BANK_PATIENCE_MS
    for (;;) {
      await wait(ASK_BANK_EVERY_MS)
      const withinMs = endsAt - clockMs()
      if (withinMs <= 0) return null
      const answer = await settle(key, { withinMs }).catch(() => null)
      if (answer && answer.kind !== 'processing') return answer
    }
  }

  #leave(order: OrderSummary): void {
    this.#set({ phase: { at: 'leaving', waited: this.#state.phase.at === 'waiting' } })
    this.#outside.leave(order)
  }

  #refuse(notice: Notice): boolean {
    this.tell(notice)
    return false
  }

  #set(changed: Partial<AttemptState>): void {
    this.#state = { ...this.#state, ...changed }
    for (const listener of this.#listeners) listener()
  }
}
