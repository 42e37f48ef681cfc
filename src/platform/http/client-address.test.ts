import { afterEach, expect, test, vi } from 'vitest'
import { clientAddress, networkOf, SOCKET_ADDRESS_HEADER } from './client-address.ts'

afterEach(() => void vi.unstubAllEnvs())

/** The address of a request in a process that trusts so many proxies; the environment is read once a process. */
async function addressWith(hops: number, headers: Record<string, string>): Promise<string> {
  vi.stubEnv('TRUSTED_PROXY_HOPS', String(hops))
  vi.resetModules()
  const { clientAddress } = await import('./client-address.ts')
  return clientAddress(new Headers(headers))
}

test('without a proxy of ours the socket counts, whatever address the caller claims', async () => {
  const said = {
    'x-forwarded-for': '198.51.100.9',
    'x-real-ip': '198.51.100.9',
    forwarded: 'for=198.51.100.9',
  }
  expect(await addressWith(0, { ...said, [SOCKET_ADDRESS_HEADER]: '192.0.2.7' })).toBe('192.0.2.7')
})

test('behind one proxy the last address counts, which is the one that it wrote', async () => {
  const headers = { 'x-forwarded-for': '198.51.100.9, 203.0.113.5', [SOCKET_ADDRESS_HEADER]: '10.0.0.1' }
  expect(await addressWith(1, headers)).toBe('203.0.113.5')
  expect(await addressWith(2, headers)).toBe('198.51.100.9')
})

test('a request with fewer proxies than we trust counts with all others like it', async () => {
  expect(await addressWith(2, { 'x-forwarded-for': '203.0.113.5' })).toBe('direct')
  expect(clientAddress(new Headers())).toBe('direct')
})

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['192.0.2.7:52814', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:DB8:1:2::9', '2001:db8:1:2::/64'],
  ['[2001:db8:1:2::9]:443', '2001:db8:1:2::/64'],
  ['2001:0db8:0001:0002::9', '2001:db8:1:2::/64'],
  ['2001:db8::9', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['64:ff9b::192.0.2.1', '64:ff9b:0:0::/64'],
  ['not an address', 'unknown'],
  ["'; drop table", 'unknown'],
])('%s counts as %s', (address, network) => {
  expect(networkOf(address)).toBe(network)
})
