import { hashPassword, verifyPassword } from '#platform/auth/password-hash.ts'
import { authSecret } from '#platform/lib/env.ts'
import { sign } from '#platform/lib/hash.ts'

/**
 * A PIN has a million values, so that a hash alone would hold for hours against somebody who copied the table: it is hashed under the
 * shop's secret, which stands in no table, and with the person, so that two with the same PIN show nothing.
 */
const peppered = (customerId: string, pin: string) => sign(authSecret(), `station-pin:${customerId}:${pin}`)

export const hashPin = (customerId: string, pin: string): Promise<string> =>
  hashPassword(peppered(customerId, pin))

export const verifyPin = (hash: string, customerId: string, pin: string): Promise<boolean> =>
  verifyPassword({ hash, password: peppered(customerId, pin) })
