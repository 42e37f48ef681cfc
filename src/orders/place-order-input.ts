import { addressSchema } from './address.ts'
import { placeOrderFields } from './place-order-fields.ts'

export type { PlaceOrderInput } from './place-order-fields.ts'

export const placeOrderSchema = placeOrderFields(addressSchema)
