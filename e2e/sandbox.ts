import type { APIRequestContext } from 'playwright/test'
import { expect } from 'playwright/test'

export type Charge = {
  id: string
  orderId: string
  amount: number
  currency: string
  refunded: number
  paymentIntentId: string
}
export type Email = { to: string; subject: string; text: string; orderNumber: string | null }
export type Shipment = { parcelId: string; state: string; trackingNumber: string | null }
export type Fault = {
  service: 'stripe' | 'resend' | 'warehouse'
  kind: 'latency' | 'timeout_before' | 'timeout_after' | 'error_500' | 'down' | 'drop_webhook'
  count?: number
  ms?: number
}

/** The outside world, seen from its own side: the bank's charges, the sent mails, and faults on demand. */
export class Sandbox {
  readonly #request: APIRequestContext
  readonly #url: string

  constructor(request: APIRequestContext, url: string) {
    this.#request = request
    this.#url = url
  }

  /** Charges that succeeded, oldest first. */
  async charges(orderId: string): Promise<Charge[]> {
    return this.#read(`/_sandbox/charges?orderId=${orderId}`)
  }

  async emails(orderNumber: string): Promise<Email[]> {
    return this.#read(`/_sandbox/emails?orderNumber=${orderNumber}`)
  }

  /** Waits for the email about this order with a matching subject. */
  async waitForEmail(orderNumber: string, subject: RegExp): Promise<Email> {
    const found = async () => (await this.emails(orderNumber)).filter(email => subject.test(email.subject))
    await expect.poll(async () => (await found()).length, { timeout: 30_000 }).toBe(1)
    const [email] = await found()
    if (!email) throw new Error(`No email about ${orderNumber} has a subject like ${subject}.`)
    return email
  }

  /** Waits for a letter to this address, about an account and no order. */
  async waitForLetter(to: string, subject: string | RegExp): Promise<Email> {
    const found = async () => (await this.#read<Email>('/_sandbox/emails')).filter(email => email.to === to)
    const fits = (email: Email) =>
      typeof subject === 'string' ? email.subject === subject : subject.test(email.subject)
    const hasCome = async () => (await found()).some(fits)
    await expect.poll(hasCome, { timeout: 60_000 }).toBe(true)
    const letter = (await found()).findLast(fits)
    if (!letter) throw new Error(`No letter to ${to} has the subject ${subject}.`)
    return letter
  }

  /** The card's holder disputes the order's payment at their bank. */
  async dispute(orderId: string): Promise<void> {
    const [charge] = await this.charges(orderId)
    const action = { act: 'dispute', payment: charge?.paymentIntentId }
    expect((await this.#request.post(`${this.#url}/_sandbox/bank`, { data: action })).status()).toBe(200)
  }

  /** Every card of this customer of the bank is taken off there. */
  async forgetCards(customer: string): Promise<void> {
    const headers = { authorization: 'Bearer sk_test_sandbox' }
    const path = `${this.#url}/v1/customers/${customer}/payment_methods`
    const { data } = await (await this.#request.get(path, { headers })).json()
    for (const { id } of data)
      await this.#request.post(`${this.#url}/v1/payment_methods/${id}/detach`, { headers })
  }

  async arm(fault: Fault): Promise<void> {
    expect((await this.#request.post(`${this.#url}/_sandbox/faults`, { data: fault })).status()).toBe(201)
  }

  async clearFaults(): Promise<void> {
    await this.#request.delete(`${this.#url}/_sandbox/faults`)
  }

  /** Pauses the warehouse's floor: orders come in, but no parcel leaves. */
  async pauseFloor(): Promise<void> {
    await this.#press('/floor/pause')
  }

  async resumeFloor(): Promise<void> {
    await this.#press('/floor/resume')
  }

  /** The parcels of an order, as the warehouses have them. */
  async parcels(orderId: string): Promise<Shipment[]> {
    return this.#read(`/_sandbox/shipments?orderId=${orderId}`)
  }

  /** Takes one parcel from its arrival to the carrier, step by step. */
  async ship(parcel: Shipment | undefined): Promise<void> {
    for (const _step of ['picking', 'packed', 'shipped'])
      await this.#press('/floor/advance', { parcelId: parcel?.parcelId ?? '' })
  }

  /** The floor's buttons are forms of its own page, and the sandbox accepts them only from there. */
  async #press(path: string, form: Record<string, string> = {}): Promise<void> {
    const pressed = await this.#request.post(this.#url + path, { headers: { origin: this.#url }, form })
    expect(pressed.ok()).toBe(true)
  }

  async #read<Row>(path: string): Promise<Row[]> {
    return (await this.#request.get(this.#url + path)).json()
  }
}
