import { z } from 'zod'
import { reasonSchema } from '#desk/reason.ts'
import { optionally } from '#platform/fields/optionally.ts'
import { addressSchema } from '#slices/customers/addresses/address.ts'

/** Where the parcel goes instead, and why; staff and programs send the same. */
export const newAddressFields = {
  shippingAddress: addressSchema,
  reason: optionally(reasonSchema),
}

export const staffAddressSchema = z.object({ orderId: z.uuid(), ...newAddressFields })
