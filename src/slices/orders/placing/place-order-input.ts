import { addressSchema } from '#slices/customers/addresses/address.ts'
import { placeOrderFields } from './place-order-fields.ts'

export type { PlaceOrderInput } from './place-order-fields.ts'

export const placeOrderSchema = placeOrderFields(addressSchema)
