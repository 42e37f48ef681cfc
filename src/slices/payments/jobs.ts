import { defineQueue } from '#platform/jobs/queue.ts'
import { accountDeleted } from '#slices/customers/events.ts'
import { forgetCustomer } from './cards/forget-customer.ts'

/** Forty retries take about six days, longer than the provider has ever been away. */
export const forgetCustomerQueue = defineQueue({
  name: 'payments.forget-customer',
  schema: accountDeleted.schema,
  limits: { retryLimit: 40, retryDelaySeconds: 15, retryDelayMaxSeconds: 4 * 3_600 },
  work: forgetCustomer,
})
