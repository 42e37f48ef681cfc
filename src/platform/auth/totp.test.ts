import { expect, test } from 'vitest'
import { base32, newTotpKey, stepOf, totpAddress, totpAt } from './totp.ts'

const key = Buffer.from('12345678901234567890')
const at = (seconds: number) => new Date(seconds * 1_000)

// RFC 6238, appendix B, its last six digits.
test.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
])('the code at second %i is that of the standard: %s', (seconds, code) => {
  expect(totpAt(key, at(seconds))).toBe(code)
  expect(stepOf(key, code, at(seconds), null)).toBe(Math.floor(seconds / 30))
})

test('a clock may run half a minute before or behind, and no more', () => {
  const now = 1_234_567_890
  const code = totpAt(key, at(now))
  for (const off of [-30, 0, 30]) expect(stepOf(key, code, at(now + off), null), `${off}`).not.toBeNull()
  for (const off of [-60, 60, 90]) expect(stepOf(key, code, at(now + off), null), `${off}`).toBeNull()
})

test('a code that was used opens nothing any more, nor does one from before it', () => {
  const now = 1_234_567_890
  const step = stepOf(key, totpAt(key, at(now)), at(now), null)
  expect(stepOf(key, totpAt(key, at(now)), at(now), step)).toBeNull()
  expect(stepOf(key, totpAt(key, at(now - 30)), at(now), step)).toBeNull()
  expect(stepOf(key, totpAt(key, at(now + 30)), at(now), step)).not.toBeNull()
})

test('the key is written as apps read it', () => {
  expect(base32(key)).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ')
  expect(base32(Buffer.from('foobar'))).toBe('MZXW6YTBOI')
  expect(newTotpKey()).toHaveLength(20)
  expect(totpAddress(key, 'Orderly', 'ana+1@example.com')).toBe(
    'otpauth://totp/Orderly:ana%2B1%40example.com?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Orderly',
  )
})
