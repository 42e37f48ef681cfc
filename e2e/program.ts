import { type APIRequestContext, type APIResponse, expect } from 'playwright/test'
import { v7 as uuidv7 } from 'uuid'

export type OrderWords = {
  email: string
  lines: { sku: string; quantity: number }[]
  card: string
  expectedTotal: { amount: number; currency: string }
}

export type RestOrder = {
  id: string
  number: string
  status: string
  delivery: string
  total: { amount: number; currency: string }
  trackingToken: string
}

/** Another program that buys through the REST surface. The tests of the pages use it to place their orders too. */
export class Program {
  readonly #request: APIRequestContext
  /** Each program has its own email, because one email may not order and hold as much as all tests together. */
  readonly #email = `program-${uuidv7()}@example.com`

  constructor(request: APIRequestContext) {
    this.#request = request
  }

  body({ email = this.#email, lines, card = 'pm_card_visa', ...rest }: Partial<OrderWords>) {
    return {
      email,
      lines,
      shippingAddress: {
        name: 'Ada Byron',
        line1: '12 St James’s Square',
        city: 'London',
        postalCode: 'SW1Y 4JH',
        country: 'GB',
      },
      shippingMethod: 'standard',
      payment: { method: card },
      ...rest,
    }
  }

  /** `Idempotency-Key` is the order's id. The program makes it before it sends anything. */
  async place(words: Partial<OrderWords>, key = uuidv7()): Promise<APIResponse> {
    return this.send(this.body(words), key)
  }

  /** The final answer about the order: with a slow bank the first answer is "processing", and a replay gets the outcome. */
  async settled(words: Partial<OrderWords>, key = uuidv7()): Promise<APIResponse> {
    let answer = await this.place(words, key)
    await expect(async () => {
      if (answer.status() === 201 && (await answer.json()).status === 'processing') {
        answer = await this.place(words, key)
        expect(await answer.json()).not.toMatchObject({ status: 'processing' })
      }
    }).toPass({ timeout: 45_000 })
    return answer
  }

  async send(data: unknown, key: string | null): Promise<APIResponse> {
    return this.#request.post('/api/v1/orders', { data, headers: key ? { 'idempotency-key': key } : {} })
  }

  async order({ id, trackingToken }: Pick<RestOrder, 'id' | 'trackingToken'>): Promise<APIResponse> {
    return this.#request.get(`/api/v1/orders/${id}`, {
      headers: { authorization: `Bearer ${trackingToken}` },
    })
  }

  /** Places an order and waits until the bank has answered. */
  async confirmed(words: Partial<OrderWords>): Promise<RestOrder> {
    const placed = await this.settled(words)
    const order: RestOrder = await placed.json()
    expect(order).toMatchObject({ status: 'confirmed' })
    return order
  }

  /** Places an order that waits for the shopper's answer to their bank. */
  async waiting(words: Partial<OrderWords>): Promise<RestOrder> {
    const placed = await this.settled({ ...words, card: 'pm_card_authenticationRequired' })
    const order: RestOrder = await placed.json()
    expect(order).toMatchObject({ status: 'requires_action' })
    return order
  }

  async waitFor(order: RestOrder, standing: Partial<RestOrder>): Promise<void> {
    await expect
      .poll(async () => (await this.order(order)).json(), { timeout: 45_000 })
      .toMatchObject(standing)
  }

  /** The units of a SKU that can be bought now. */
  async available(slug: string, sku: string): Promise<number> {
    const answer = await this.#request.get(`/api/v1/products/${slug}`)
    const product: { variants: { sku: string; available: number }[] } = await answer.json()
    return product.variants.find(variant => variant.sku === sku)?.available ?? 0
  }
}
