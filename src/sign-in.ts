import { type Auth, authSettings, createAuth } from '#auth/auth.ts'
import { carryOverCart } from '#cart/carry-over-cart.ts'
import { database } from '#db/client.ts'
import { carryOverOrders } from '#orders/carry-over-orders.ts'

const held = globalThis as { orderlySignIn?: Auth }

/** Signing in and up. What a visitor had (cart and orders) comes along into the account. */
export function signIn(): Auth {
  held.orderlySignIn ??= createAuth({ ...authSettings(), carryOver })
  return held.orderlySignIn
}

async function carryOver(visitorId: string, customerId: string) {
  await carryOverOrders(database(), visitorId, customerId)
  await carryOverCart(database(), visitorId, customerId)
}
