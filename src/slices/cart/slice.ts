import { byCustomer } from '#platform/db/placement.ts'
import { slice } from '#platform/slice.ts'
import { carryOverCart } from './carry-over-cart.ts'
import { pages } from './pages.ts'
import { cartRouter } from './router.ts'

export const cart = slice({
  name: 'cart',
  about: 'What a shopper means to buy',
  routers: { cart: cartRouter },
  pages,
  keepsOfPeople: [
    {
      what: 'Your cart: what you put into it.',
      why: 'We keep it so that it is there when you come back.',
      howLong: 'It is kept for thirty days.',
      place: 4,
    },
  ],
  ownData: {
    carts: { where: 'customer_id = $1' },
    cart_lines: { where: 'cart_id in (select id from carts where customer_id = $1)' },
  },
  carriesOver: carryOverCart,
  places: { carts: byCustomer('customer_id'), cart_lines: byCustomer('customer_id') },
})
