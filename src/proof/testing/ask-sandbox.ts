import type { PlaceOrderAnswer } from '#slices/orders/shop/order-answers.ts'
import type { TestShop } from './test-shop.ts'

export type SandboxCharge = {
  id: string
  orderId: string
  amount: number
  currency: string
  status: string
  refunded: number
  paymentIntentId: string
}
export type SandboxFault = {
  service: 'stripe' | 'resend' | 'warehouse' | 'carrier' | 'storage' | 'vat'
  kind: string
  count?: number
  ms?: number
}

/** The other side's books, and its faults. */
export function askSandbox(shop: Pick<TestShop, 'sandbox'>) {
  const { url } = shop.sandbox
  return {
    charges: async (orderId: string): Promise<SandboxCharge[]> =>
      (await fetch(`${url}/_sandbox/charges?orderId=${orderId}`)).json() as Promise<SandboxCharge[]>,
    async fault(fault: SandboxFault) {
      const answer = await fetch(`${url}/_sandbox/faults`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(fault),
      })
      if (!answer.ok) throw new Error(`The sandbox refused the fault: ${await answer.text()}`)
    },
    /** What somebody does at the bank itself; answers its row. */
    async byHand(action: { act: string; [field: string]: unknown }): Promise<{ id: string }> {
      const answer = await fetch(`${url}/_sandbox/bank`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(action),
      })
      if (!answer.ok) throw new Error(`The bank refused: ${await answer.text()}`)
      return answer.json() as Promise<{ id: string }>
    },
    approve3ds: (answer: PlaceOrderAnswer) => answerBank(answer, 'approve'),
    refuse3ds: (answer: PlaceOrderAnswer) => answerBank(answer, 'refuse'),
  }
}

/** Presses the button on the bank's page. */
async function answerBank(answer: PlaceOrderAnswer, decision: 'approve' | 'refuse') {
  if (answer.kind !== 'requires_action' || !answer.nextAction.url)
    throw new Error(`Nothing is asked of the bank: ${answer.kind}`)
  await fetch(answer.nextAction.url, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ answer: decision }),
    redirect: 'manual',
  })
}
