import { z } from 'zod'
import { LIMITS } from '#platform/fields/limits.ts'

/** The same limits as on the server. This is a copy, because auth/sign-in-fields.ts would load better-auth into the page. */
export const MIN_PASSWORD_LENGTH = LIMITS.passwordLeast
export const MAX_PASSWORD_LENGTH = LIMITS.password

export const newPasswordSchema = z
  .string()
  .min(1, 'Enter a password')
  .min(MIN_PASSWORD_LENGTH, `Use ${MIN_PASSWORD_LENGTH} characters or more`)
  .max(MAX_PASSWORD_LENGTH, `Use ${MAX_PASSWORD_LENGTH} characters or fewer`)
