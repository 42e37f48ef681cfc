import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'
import { verifyPassword as verifyOlder } from 'better-auth/crypto'
import { passwordStrength } from './password-strength.ts'

const KEY_BYTES = 64
const SALT_BYTES = 16
const MARK = `scrypt-${passwordStrength.N}-${passwordStrength.r}-${passwordStrength.p}`
/** So many are made at a time: a crowd that signs in waits, instead of taking the memory of the process. */
const AT_A_TIME = 2

/** `scrypt-131072-8-1:salt:key`, salt and key in hexadecimal. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES).toString('hex')
  return `${MARK}:${salt}:${(await keyOf(password, salt)).toString('hex')}`
}

export async function verifyPassword({
  hash,
  password,
}: {
  hash: string
  password: string
}): Promise<boolean> {
  // Older releases kept `salt:key` with less work, as better-auth does by itself.
  if (isOutdated(hash)) return verifyOlder({ hash, password })
  const [, salt = '', key = ''] = hash.split(':')
  return timingSafeEqual(await keyOf(password, salt), Buffer.from(key, 'hex'))
}

/** It was made with less work than today's: the next sign-in replaces it. */
export const isOutdated = (hash: string) => !hash.startsWith(`${MARK}:`)

let running = 0
const waiting: (() => void)[] = []

async function keyOf(password: string, salt: string): Promise<Buffer> {
  if (running >= AT_A_TIME) await new Promise<void>(go => waiting.push(go))
  else running++
  try {
    return await derived(password.normalize('NFKC'), salt)
  } finally {
    // The next one takes over this one's place.
    const next = waiting.shift()
    if (next) next()
    else running--
  }
}

const settings: ScryptOptions = { ...passwordStrength, maxmem: 256 * passwordStrength.N * passwordStrength.r }

const derived = (password: string, salt: string) =>
  new Promise<Buffer>((done, fail) =>
    scrypt(password, salt, KEY_BYTES, settings, (error, key) => (error ? fail(error) : done(key))),
  )
