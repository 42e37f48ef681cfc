import { z } from 'zod'
import { reasonSchema } from '#desk/reason.ts'
import { optionally } from '#platform/fields/optionally.ts'
import { addressSchema } from '#slices/customers/addresses/address.ts'
import { warehouseCodeField } from '#slices/inventory/warehouses/warehouse-input.ts'
import { type ExceptionKind, exceptionKinds } from '#slices/orders/delivery/exceptions.ts'

/** `refund`: money goes back for what was in the parcel. `reship`: it is sent once more. `nothing`: the customer was helped otherwise, or it has arrived after all. */
export const caseOutcomes = ['refund', 'reship', 'nothing'] as const
export type CaseOutcome = (typeof caseOutcomes)[number]

export const caseStates = ['open', 'settled'] as const
export type CaseState = (typeof caseStates)[number]

/** What happened to a parcel after it had left, and what staff decided about it. */
export type Case = {
  id: string
  orderId: string
  parcelId: string
  kind: ExceptionKind
  state: CaseState
  /** What is known of it. */
  note: string | null
  /** The units that were in the parcel. */
  lines: { lineId: string; quantity: number }[]
  openedAt: Date
  openedBy: string
  /** Null while it is open; while a refund is under way it is said already. */
  outcome: CaseOutcome | null
  settledAt: Date | null
  settledBy: string | null
  settledBecause: string | null
}

export const openCaseSchema = z.object({
  /** The caller may make it before sending: the same id is the same case. */
  id: optionally(z.uuid('Send a UUID as the id of the case')),
  parcelId: z.uuid('Name the parcel by its id'),
  kind: z.enum(exceptionKinds, `One of ${exceptionKinds.join(', ')}`),
  reason: optionally(reasonSchema),
})
export type OpenCase = z.infer<typeof openCaseSchema>

export const settleCaseSchema = z.object({
  caseId: z.uuid('There is no such case'),
  outcome: z.enum(caseOutcomes, `One of ${caseOutcomes.join(', ')}`),
  reason: reasonSchema,
  /** With `refund`: the delivery price goes back too. */
  shipping: optionally(z.boolean('Say true or false')),
  /** The goods of an undeliverable parcel are on the shelf again: with `refund` when the money goes back, otherwise at once. */
  restock: optionally(z.boolean('Say true or false')),
  /** Where they are. Left out: where the parcel left. */
  warehouse: optionally(warehouseCodeField),
  /** With `reship`: it goes there instead, and the order from then on. */
  shippingAddress: optionally(addressSchema),
})
export type SettleCase = z.infer<typeof settleCaseSchema>
