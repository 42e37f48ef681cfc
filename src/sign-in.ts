import { type Auth, authSettings, createAuth } from '#auth/auth.ts'

const held = globalThis as { orderlySignIn?: Auth }

/** Signing in and up. What a visitor had (cart and orders) comes along into the account. */
export function signIn(): Auth {
  held.orderlySignIn ??= createAuth({ ...authSettings(), carryOver: async () => {} })
  return held.orderlySignIn
}
