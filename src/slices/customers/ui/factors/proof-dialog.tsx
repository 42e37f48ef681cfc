'use client'

import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTRPC } from '#platform/trpc/client.tsx'
import { onProofNeeded } from '#platform/trpc/prove-and-send-again.ts'
import { Button } from '#platform/ui/button.tsx'
import { Dialog, DialogContent } from '#platform/ui/dialog.tsx'
import { FactorForm } from './factor-form.tsx'

/** Opens when the shop wants to know once more that it is the person, before something that cannot be taken back. */
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
          description="This cannot be taken back, so we ask once more. It holds for ten minutes."
        >
          <Proof onProved={() => close(true)} onLeave={() => close(false)} />
        </DialogContent>
      )}
    </Dialog>
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
