'use client'

// The library comes when a button is pressed: most people never press one, and their pages stay light.
const library = () => import('@simplewebauthn/browser')
type Library = Awaited<ReturnType<typeof library>>

export async function makePasskey(optionsJSON: Parameters<Library['startRegistration']>[0]['optionsJSON']) {
  return (await library()).startRegistration({ optionsJSON })
}

export async function signByPasskey(
  optionsJSON: Parameters<Library['startAuthentication']>[0]['optionsJSON'],
) {
  return (await library()).startAuthentication({ optionsJSON })
}

/** What to say when the browser came back without a passkey. Browsers do not tell whether the person had none or changed their mind. */
export function ceremonyWords(error: unknown): string {
  if (error instanceof Error && error.name === 'InvalidStateError')
    return 'This device has a passkey for your account already.'
  if (error instanceof Error && ['NotAllowedError', 'AbortError'].includes(error.name))
    return 'No passkey was used. Try again, or go on without one.'
  if (typeof window.PublicKeyCredential !== 'function') return 'This browser knows no passkeys.'
  return error instanceof Error && error.name === 'TRPCClientError'
    ? error.message
    : 'That did not work. Try again, or go on without a passkey.'
}
