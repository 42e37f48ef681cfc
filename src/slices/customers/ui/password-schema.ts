import { z } from 'zod'
import { LIMITS } from '#platform/lib/limits.ts'

/** The same bounds that the server keeps (auth/sign-in-fields.ts, which brings better-auth along). */
export const MIN_PASSWORD_LENGTH = LIMITS.passwordLeast
export const MAX_PASSWORD_LENGTH = LIMITS.password

export const newPasswordSchema = z
  .string()
  .min(1, 'Enter a password')
  .min(MIN_PASSWORD_LENGTH, `Use ${MIN_PASSWORD_LENGTH} characters or more`)
  .max(MAX_PASSWORD_LENGTH, `Use ${MAX_PASSWORD_LENGTH} characters or fewer`)
