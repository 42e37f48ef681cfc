/** How a case asks the bank. */
export type Bank = {
  get: (path: string) => Promise<Answer>
  post: (path: string, form?: Record<string, string>, key?: string) => Promise<Answer>
  delete: (path: string) => Promise<Answer>
  withoutKey: (path: string) => Promise<Answer>
  /** Arms a fault for the next call. */
  fault: (kind: 'error_500' | 'rate_limit') => Promise<void>
  /** What somebody does at the bank itself. */
  byHand: (action: object) => Promise<void>
  /** The last event of the type that was sent to the shop. */
  event: (type: string) => Promise<Answer>
}
export type Answer = { status: number; body: unknown }

export type Case = {
  /** Method and path as the schema names them. */
  endpoint: string
  outcome: string
  status: number
  /** The schema's name for the answer; `[name]`: a list of it. Null: younger than the schema that we have. */
  shape: string | [string] | null
  ask: (bank: Bank) => Promise<Answer>
}

/** A payment as the shop makes it. */
export const paying = (method: string, more: Record<string, string> = {}) => ({
  amount: '4250',
  currency: 'gbp',
  confirm: 'true',
  payment_method: method,
  'automatic_payment_methods[enabled]': 'true',
  'automatic_payment_methods[allow_redirects]': 'never',
  'metadata[order_id]': 'order-1',
  'expand[]': 'latest_charge',
  ...more,
})
export const idOf = ({ body }: Answer) => (body as { id: string }).id
export const paid = async (bank: Bank) => idOf(await bank.post('payment_intents', paying('pm_card_visa')))
export const unconfirmed = async (bank: Bank) =>
  idOf(
    await bank.post('payment_intents', {
      amount: '500',
      currency: 'eur',
      'automatic_payment_methods[enabled]': 'true',
      'automatic_payment_methods[allow_redirects]': 'never',
    }),
  )
