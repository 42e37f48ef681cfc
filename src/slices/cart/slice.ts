import { byCustomer } from '#platform/db/placement.ts'
import { slice } from '#platform/slice.ts'
import { cartRouter } from './router.ts'

export const cart = slice({
  name: 'cart',
  about: 'What a shopper means to buy',
  routers: { cart: cartRouter },
  places: { carts: byCustomer('customer_id'), cart_lines: byCustomer('customer_id') },
})
