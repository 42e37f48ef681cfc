import type { Sandbox } from '#sandbox/sandbox.ts'

/** The room of the bank, and what the present request is called in its books. */
export type BankCall = Sandbox & { requestId: string; idempotencyKey: string | null }

/** Stripe's id of the API version whose shapes the bank answers with. */
export const apiVersion = '2023-08-16'
