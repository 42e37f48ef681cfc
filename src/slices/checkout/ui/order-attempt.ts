import type { PlaceOrderInput } from '#slices/orders/placing/place-order-fields.ts'
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
  /** After a reload in the middle: what came of it? */
  | { at: 'asking' }
  /** Placed, and the bank takes its time. */
  | { at: 'waiting' }
  | { at: 'bank'; order: OrderSummary; nextAction: NextAction; settling: boolean }
  /** `waited`: for the bank, of which the order's page has no news yet either. */
  | { at: 'leaving'; waited: boolean }

/** `round` grows with every notice, so that the same words twice are two pieces of news. */
export type AttemptState = { phase: Phase; notice: Notice | null; round: number }

export type OrderWords = Omit<PlaceOrderInput, 'orderId' | 'payment'>

/** `afresh`: sends what Pay was pressed for under another id; absent where nobody pressed. */
type Sending = { wasOpen: boolean; afresh?: () => Promise<boolean> }

type OrderKey = { orderId: string; token?: string }

/** Everything outside: the shop's answers, what this tab remembers, the way to the order's page. */
export type AttemptOutside = Surroundings & {
  memory: () => TabMemory
  place: (input: PlaceOrderInput) => Promise<PlaceOrderAnswer>
  settle: (key: OrderKey, options?: { withinMs: number }) => Promise<PlaceOrderAnswer>
  abandon: (key: { orderId: string; token: string }) => Promise<PlaceOrderAnswer>
  /** To the order's page. */
  leave: (order: OrderSummary) => void
  /** Milliseconds of any clock that only goes forward. */
  clockMs: () => number
}

/** Most slow banks answer within this; whoever waits longer follows the order on its own page. */
const BANK_PATIENCE_MS = 8_000
const ASK_BANK_EVERY_MS = 1_000

/**
 * One try at one order, from the press of Pay to the order's page. The order's id exists before anything is sent and
 * is kept until the shop has given its last word, so that a double press, a reload or a lost answer ends in one order.
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

  /** After a reload: an attempt whose answer was never read is asked for again. */
  async resume(): Promise<void> {
    const { sent } = currentAttempt(this.#outside.memory())
    if (sent) await this.#alone('asking', () => this.#send(sent, { wasOpen: true }))
  }

  /** `touched`: something was typed into the card's fields since the last try. Answers whether anything was sent. */
  async place(
    words: OrderWords,
    card: { fields: Pick<CardFieldsControl, 'tokenize'>; touched: boolean },
  ): Promise<boolean> {
    const sent = await this.#alone('placing', async () => {
      if (!this.#outside.online()) return this.#refuse({ kind: 'offline' })
      const attempt = currentAttempt(this.#outside.memory())
      const wasOpen = attempt.sent !== null
      const afresh = () => this.#placeAfresh(words, card.fields)
      const again = card.touched ? null : inputToSend(attempt, words)
      if (again) return this.#send(again, { wasOpen, afresh })
      const answer = await card.fields.tokenize()
      if (!answer.ok) return this.#refuse({ kind: 'card', problems: answer.problems })
      const method = answer.card.confirmationToken
      return this.#send({ ...words, orderId: attempt.orderId, payment: { method } }, { wasOpen, afresh })
    })
    return sent ?? false
  }

  /**
   * The order that was begun under this id has ended without money. The shopper has pressed Pay for this one, so it is
   * sent under an id of its own, with a token that nobody has used. Once: what comes of it is told.
   */
  async #placeAfresh(words: OrderWords, fields: Pick<CardFieldsControl, 'tokenize'>): Promise<boolean> {
    const answer = await fields.tokenize()
    if (!answer.ok) return false
    const { orderId } = currentAttempt(this.#outside.memory())
    const payment = { method: answer.card.confirmationToken }
    return this.#send({ ...words, orderId, payment }, { wasOpen: false })
  }

  /** True when pressing Pay would only repeat what was sent, so that no card needs to be typed. */
  repeats(words: OrderWords): boolean {
    return inputToSend(currentAttempt(this.#outside.memory()), words) !== null
  }

  /** The bank's page is done: the shop is asked what the bank said. */
  async bankAnswered(): Promise<void> {
    const { phase } = this.#state
    if (phase.at !== 'bank' || phase.settling) return
    this.#set({ phase: { ...phase, settling: true } })
    const { id: orderId, trackingToken: token } = phase.order
    try {
      await this.#heed(await this.#outside.settle({ orderId, token }))
    } catch {
      // The order's own page goes on asking.
      this.#leave(phase.order)
    }
  }

  /** The shopper would rather use another card: this order ends and gives its stock back, the next try is another one. */
  async giveUpBank(): Promise<void> {
    const { phase } = this.#state
    if (phase.at !== 'bank' || phase.settling) return
    this.#set({ phase: { ...phase, settling: true } })
    const { id: orderId, trackingToken: token } = phase.order
    // Without an answer the order ends by itself when its time is over.
    const answer = await this.#outside.abandon({ orderId, token }).catch(() => null)
    if (answer?.kind === 'confirmed') return this.#heed(answer)
    endAttempt(this.#outside.memory(), orderId)
    this.tell({ kind: 'given_up' })
  }

  tell(notice: Notice): void {
    this.#set({ phase: { at: 'editing' }, notice, round: this.#state.round + 1 })
  }

  /** One at a time: a second press while the first is worked on does nothing. */
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

  async #send(input: PlaceOrderInput, how: Sending): Promise<boolean> {
    noteSent(this.#outside.memory(), input)
    await this.#heedResult(await sendOrder(this.#outside.place, input, this.#outside), input, how)
    return true
  }

  async #heedResult(result: SendResult, input: PlaceOrderInput, { wasOpen, afresh }: Sending) {
    switch (result.kind) {
      case 'answered':
        return result.answer.kind === 'ended' ? this.#end(result.answer, afresh) : this.#heed(result.answer)
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
        return this.#askAfter(input.orderId, afresh)
    }
  }

  /** An earlier try under this id got through after all: what became of it? */
  async #askAfter(orderId: string, afresh?: Sending['afresh']) {
    const answer = await this.#outside.settle({ orderId }).catch(() => null)
    if (answer?.kind === 'ended' || answer?.kind === 'declined') return this.#end(answer, afresh)
    if (answer) return this.#heed(answer)
    endAttempt(this.#outside.memory(), orderId)
    this.tell({ kind: 'unreachable' })
  }

  /** No money moved under this id, and none will: what Pay was pressed for goes out under another one. */
  async #end(answer: Extract<PlaceOrderAnswer, { kind: 'ended' | 'declined' }>, afresh: Sending['afresh']) {
    endAttempt(this.#outside.memory(), answer.order.id)
    if (!(await afresh?.())) await this.#heed(answer)
  }

  async #heed(answer: PlaceOrderAnswer): Promise<void> {
    const memory = this.#outside.memory()
    switch (answer.kind) {
      case 'confirmed':
        // The order's page ends the attempt: until it stands there, a reload is led to it again.
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

  /** Here a decline keeps the card and everything typed, so the order's page is only for banks that take long. */
  async #waitForBank(order: OrderSummary): Promise<void> {
    if (this.#state.phase.at !== 'asking') this.#set({ phase: { at: 'waiting' } })
    const answer = await this.#askBank({ orderId: order.id, token: order.trackingToken })
    // The attempt is kept: who comes back to the checkout meanwhile is led to this order again.
    return answer ? this.#heed(answer) : this.#leave(order)
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
