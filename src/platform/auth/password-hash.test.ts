import { hashPassword as hashedBefore } from 'better-auth/crypto'
import { expect, test, vi } from 'vitest'
import { isCommon } from './guessed-passwords.ts'
import { hashPassword, isOutdated, verifyPassword } from './password-hash.ts'

vi.unmock('./password-strength.ts')
vi.unmock('#platform/auth/password-strength.ts')

const password = 'three quiet words'

test('a password is hashed as slowly as advised, with a salt, and opens with itself alone', async () => {
  const [one, other] = await Promise.all([hashPassword(password), hashPassword(password)])
  expect(one).toMatch(/^scrypt-131072-8-1:[0-9a-f]{32}:[0-9a-f]{128}$/)
  expect(one).not.toBe(other)
  expect(await verifyPassword({ hash: one, password })).toBe(true)
  expect(await verifyPassword({ hash: other, password: 'three quiet word' })).toBe(false)
})

test('a hash of an older release opens and is known to be outdated', async () => {
  const hash = await hashedBefore(password)
  expect(isOutdated(hash)).toBe(true)
  expect(await verifyPassword({ hash, password })).toBe(true)
  expect(await verifyPassword({ hash, password: 'another password' })).toBe(false)
})

test('many at once wait for each other, and all are answered', async () => {
  const hash = await hashPassword(password)
  const all = await Promise.all(Array.from({ length: 5 }, () => verifyPassword({ hash, password })))
  expect(all).toEqual([true, true, true, true, true])
})

test('the passwords that everybody tries first are known in any case of letters', () => {
  for (const common of ['password123', 'PassWord123', 'qwertyuiop', '1234567890'])
    expect(isCommon(common), common).toBe(true)
  expect(isCommon(password)).toBe(false)
})
