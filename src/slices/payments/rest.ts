import { restSecondsHere } from './gateway.ts'

export type PaymentsReadiness = { payments: 'open' } | { payments: 'resting'; paymentsRestSeconds: number }

/** Tells whether this process sends card payments now. Each process learns by itself that the provider is away. */
export function paymentsReadiness(): PaymentsReadiness {
  const seconds = restSecondsHere()
  return seconds === null ? { payments: 'open' } : { payments: 'resting', paymentsRestSeconds: seconds }
}
