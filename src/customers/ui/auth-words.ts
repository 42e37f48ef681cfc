/** What better-auth's client answers: an HTTP status (0 when nothing answered) and its code. */
export type AuthRefusal = { status: number; code?: string | undefined }

export function signInRefusal({ status }: AuthRefusal): string {
  if (status === 401 || status === 403)
    return 'The email address or the password is not right. Check both and try again.'
  return troubleWords(status)
}

/** `taken`: the address has an account already, which deserves a link to signing in. */
export function signUpRefusal({ status, code }: AuthRefusal): { words: string; taken: boolean } {
  if (code?.startsWith('USER_ALREADY_EXISTS'))
    return { words: 'There is already an account with this email address.', taken: true }
  return { words: troubleWords(status), taken: false }
}

function troubleWords(status: number): string {
  if (status === 429) return 'Too many tries in a short time. Wait a minute, then try again.'
  if (status === 0) return 'We could not reach the shop. Check your connection and try again.'
  return 'Something went wrong on our side. Nothing was lost; try again.'
}
