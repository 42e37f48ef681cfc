import { inWords } from '#platform/lib/span.ts'

/** An error of better-auth's client: an HTTP status (0 when nothing answered) and its code. */
export type AuthRefusal = {
  status: number
  code?: string | undefined
  message?: string | undefined
  retryAfterSeconds?: unknown
}

export function signInRefusal(refusal: AuthRefusal): string {
  if (refusal.status === 401 || refusal.status === 403)
    return 'The email address or the password is not right. Check both and try again.'
  return troubleWords(refusal)
}

/** `taken` means that the address already has an account, so the page links to signing in. */
export function signUpRefusal(refusal: AuthRefusal): { words: string; taken: boolean } {
  if (refusal.code?.startsWith('USER_ALREADY_EXISTS'))
    return { words: 'There is already an account with this email address.', taken: true }
  return { words: troubleWords(refusal), taken: false }
}

function troubleWords({ status, code, message, retryAfterSeconds }: AuthRefusal): string {
  // Our own fields (auth/sign-in-fields.ts) refuse this. The page has the same schema, so it is rare.
  if (code === 'VALIDATION_FAILED' && message) return `${message}.`
  if (status === 429)
    return `Too many tries in a short time. Try again in ${inWords(Number(retryAfterSeconds) || 60)}.`
  if (status === 0) return 'We could not reach the shop. Check your connection and try again.'
  return 'Something went wrong on our side. Nothing was lost; try again.'
}
