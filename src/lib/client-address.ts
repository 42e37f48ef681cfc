import { env } from './env.ts'

/**
 * The caller's address. `x-forwarded-for` is believed only as far as our own proxies wrote it
 * (`TRUSTED_PROXY_HOPS`, counted from the right); with none every caller counts as one.
 */
export function clientAddress(headers: Headers): string {
  const hops = env().TRUSTED_PROXY_HOPS
  if (hops === 0) return 'direct'
  const chain = (headers.get('x-forwarded-for') ?? '')
    .split(',')
    .map(address => address.trim())
    .filter(Boolean)
  return chain.at(-hops) ?? 'direct'
}
