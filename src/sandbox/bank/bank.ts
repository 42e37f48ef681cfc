import type { Sandbox } from '#sandbox/sandbox.ts'

/** The room of the bank, and the name of the present request in its books. */
export type BankCall = Sandbox & { requestId: string; idempotencyKey: string | null }

/** Stripe's id of the API version whose shapes the bank answers with. */
export const apiVersion = '2023-08-16'
