import { APIError } from 'better-auth/api'
import { z } from 'zod'
import { emailField, lineField, newEmailField } from '#platform/fields/fields.ts'
import { LIMITS } from '#platform/fields/limits.ts'
import { isCommon } from './guessed-passwords.ts'

export const MIN_PASSWORD_LENGTH = LIMITS.passwordLeast
export const MAX_PASSWORD_LENGTH = LIMITS.password

/** A password that is checked and not made: an old one may be shorter, none is longer. */
const password = z
  .string('Enter your password')
  .max(MAX_PASSWORD_LENGTH, `Use ${MAX_PASSWORD_LENGTH} characters or fewer`)

/** The password of one's own account, typed once more. */
export const typedPassword = password.min(1, 'Enter your password')

/** A password that somebody chooses. */
export const newPassword = password
  .min(MIN_PASSWORD_LENGTH, `Use ${MIN_PASSWORD_LENGTH} characters or more`)
  .refine(typed => !isCommon(typed), 'Use another password: this one is among the first that are guessed')

const common = {
  rememberMe: z.boolean('Send true or false').optional(),
  callbackURL: z.string('Send a path of this site').max(2_000, 'Use 2000 characters or fewer').optional(),
}

/** The fields of signing in and up. better-auth itself refuses fields that nobody may set, like a role. */
export const signInFields = z.object({ ...common, email: emailField, password })
export const signUpFields = z.object({
  ...common,
  name: lineField('Enter your full name', LIMITS.name),
  email: newEmailField,
  password: newPassword,
})

/** The fields as read, or a sentence for each wrong one. */
export function readSignInFields<Fields>(schema: z.ZodType<Fields>, body: unknown): Fields {
  const read = schema.safeParse(body)
  if (read.success) return read.data
  const errors = read.error.issues.map(issue => ({ path: issue.path.join('.'), message: issue.message }))
  throw new APIError('BAD_REQUEST', {
    code: 'VALIDATION_FAILED',
    message: errors[0]?.message ?? 'Some fields are not right.',
    errors,
  })
}
