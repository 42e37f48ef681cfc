'use client'

import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import { Banner } from '#platform/ui/banner.tsx'
import { Button } from '#platform/ui/button.tsx'
import { authClient } from '../auth-client.ts'
import { type AuthRefusal, signInRefusal } from '../auth-words.ts'
import { ceremonyWords, signByPasskey } from './passkey-ceremony.ts'

/** Signs in with a passkey: the browser asks for a finger or a PIN, and nothing is typed. */
export function PasskeyButton({ onSignedIn }: { onSignedIn: () => void }) {
  const [pending, setPending] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)

  async function signIn() {
    setPending(true)
    setRefusal(null)
    try {
      const asked = await post<{ options: string }>('/sign-in/passkey-options', {})
      const answer = await signByPasskey(JSON.parse(asked.options))
      await post('/sign-in/passkey', { answer: JSON.stringify(answer) })
      onSignedIn()
    } catch (error) {
      setPending(false)
      setRefusal(isRefusal(error) ? refusalWords(error) : ceremonyWords(error))
    }
  }

  return (
    <div className="flex flex-col gap-4">
      {refusal && (
        <Banner tone="danger" live="assertive">
          {refusal}
        </Banner>
      )}
      <Button
        variant="secondary"
        size="lg"
        wide
        pending={pending}
        pendingLabel="Asking your device…"
        onClick={() => void signIn()}
      >
        <KeyRound aria-hidden="true" /> Sign in with a passkey
      </Button>
    </div>
  )
}

async function post<Answer>(path: string, body: object): Promise<Answer> {
  const { data, error } = await authClient.$fetch<Answer>(path, { method: 'POST', body })
  if (error) throw error
  return data
}

const isRefusal = (error: unknown): error is AuthRefusal =>
  typeof error === 'object' && error !== null && !(error instanceof Error) && 'status' in error

const refusalWords = (refusal: AuthRefusal) =>
  refusal.code === 'UNKNOWN_PASSKEY'
    ? 'This passkey opens no account here. Sign in with your password.'
    : signInRefusal(refusal)
