'use client'

import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTRPC, useTRPCClient } from '#platform/trpc/client.tsx'
import { onProofNeeded } from '#platform/trpc/prove-and-send-again.ts'
import { Banner } from '#platform/ui/banner.tsx'
import { Button } from '#platform/ui/button.tsx'
import { Dialog, DialogContent } from '#platform/ui/dialog.tsx'
import { FactorForm } from './factor-form.tsx'
import { ceremonyWords, signByPasskey } from './passkey-ceremony.ts'

/** Opens when the shop wants to know once more that it is the person, before an important step. */
export function ProofDialog() {
  const [isOpen, setOpen] = useState(false)
  const answer = useRef<(isProved: boolean) => void>(() => {})

  useEffect(
    () =>
      onProofNeeded(
        () =>
          new Promise(resolve => {
            answer.current = resolve
            setOpen(true)
          }),
      ),
    [],
  )

  function close(isProved: boolean) {
    setOpen(false)
    answer.current(isProved)
  }

  return (
    <Dialog open={isOpen} onOpenChange={open => !open && close(false)}>
      {isOpen && (
        <DialogContent
          size="sm"
          title="Confirm that it is you"
          description="This is an important step, so we ask once more. It holds for ten minutes."
        >
          <Proof onProved={() => close(true)} onLeave={() => close(false)} />
        </DialogContent>
      )}
    </Dialog>
  )
}

function ByPasskey({ onProved }: { onProved: () => void }) {
  const client = useTRPCClient()
  const prove = useMutation({
    async mutationFn() {
      const answer = await signByPasskey(await client.factors.askForPasskey.mutate())
      await client.factors.proveByPasskey.mutate({ answer: JSON.stringify(answer) })
    },
    onSuccess: onProved,
  })
  return (
    <>
      {prove.isError && (
        <Banner tone="danger" live="assertive">
          {ceremonyWords(prove.error)}
        </Banner>
      )}
      <Button
        variant="secondary"
        className="self-start"
        pending={prove.isPending}
        pendingLabel="Asking your device…"
        onClick={() => prove.mutate()}
      >
        Use a passkey
      </Button>
    </>
  )
}

function Proof({ onProved, onLeave }: { onProved: () => void; onLeave: () => void }) {
  const trpc = useTRPC()
  const { data: mine } = useQuery(trpc.factors.mine.queryOptions())
  const [by, setBy] = useState<'password' | 'code'>('password')
  const prove = useMutation(trpc.factors.prove.mutationOptions({ onSuccess: onProved }))
  const other = by === 'password' ? 'code' : 'password'
  return (
    <div className="flex flex-col gap-4">
      <FactorForm
        key={by}
        field={by}
        label={by === 'password' ? 'Your password' : 'The code of your app'}
        button="Confirm"
        pendingLabel="Checking…"
        mutation={prove}
        onSubmit={typed => prove.mutate(by === 'password' ? { password: typed } : { code: typed })}
      >
        <Button variant="secondary" onClick={onLeave}>
          Leave it
        </Button>
      </FactorForm>
      {mine?.hasPasskey && <ByPasskey onProved={onProved} />}
      {mine?.asksForCode && (
        <Button
          variant="link"
          className="self-start"
          onClick={() => {
            prove.reset()
            setBy(other)
          }}
        >
          {other === 'code' ? 'Use a code instead' : 'Use your password instead'}
        </Button>
      )}
    </div>
  )
}
