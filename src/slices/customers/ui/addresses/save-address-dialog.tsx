'use client'

import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { LIMITS } from '#platform/fields/limits.ts'
import { ErrorSummary } from '#platform/forms/error-summary.tsx'
import { Field } from '#platform/forms/field.tsx'
import { Input } from '#platform/forms/input.tsx'
import { useTRPC } from '#platform/trpc/client.tsx'
import { Banner } from '#platform/ui/banner.tsx'
import { Button } from '#platform/ui/button.tsx'
import { Dialog, DialogClose, DialogContent } from '#platform/ui/dialog.tsx'
import { COUNTRIES } from '#slices/customers/addresses/countries.ts'
import type { SavedAddress } from '#slices/customers/book/saved-address.ts'
import { AddressInputs } from './address-inputs.tsx'
import { refusedAddress } from './refused-address.ts'
import { useAddressForm } from './use-address-form.ts'

type SaveAddressDialogProps = {
  /** Null: a new one. */
  saved: SavedAddress | null
  onSaved: (after: SavedAddress[]) => void
  onClose: () => void
}

export function SaveAddressDialog({ saved, onSaved, onClose }: SaveAddressDialogProps) {
  const trpc = useTRPC()
  const formId = useId()
  const labelId = useId()
  const [id] = useState(() => saved?.id ?? uuidv7())
  const [label, setLabel] = useState(saved?.label ?? '')
  const [labelError, setLabelError] = useState<string>()
  const address = useAddressForm(saved?.address ?? {})
  const save = useMutation(
    trpc.addressBook.save.mutationOptions({
      onSuccess(after) {
        onSaved(after)
        onClose()
      },
      onError(error) {
        const problems = refusedAddress(error, 'address')
        if (problems.length > 0) address.showProblems(problems)
      },
    }),
  )

  function submit(event: FormEvent) {
    event.preventDefault()
    const missing = label.trim() ? undefined : 'Give the address a name, like Home'
    setLabelError(missing)
    const { values, problems } = address.check()
    if (!values) return address.showProblems(problems)
    if (missing) return document.getElementById(labelId)?.focus()
    address.clearSummary()
    save.mutate({ id, label, address: values, isDefault: saved?.isDefault ?? false })
  }

  return (
    <Dialog open onOpenChange={open => !open && onClose()}>
      <DialogContent
        title={saved ? 'Change this address' : 'Add an address'}
        footer={
          <>
            <Button type="submit" form={formId} pending={save.isPending} pendingLabel="Saving…">
              Save address
            </Button>
            <DialogClose>
              <Button variant="secondary">Cancel</Button>
            </DialogClose>
          </>
        }
      >
        <form id={formId} noValidate method="post" onSubmit={submit} className="flex flex-col gap-5">
          {address.summary.errors.length > 0 && (
            <ErrorSummary key={address.summary.round} errors={address.summary.errors} />
          )}
          {save.isError && refusedAddress(save.error, 'address').length === 0 && (
            <Banner tone="danger" live="assertive" title="The address was not saved">
              {save.error.message}
            </Banner>
          )}
          <Field id={labelId} label="What you call it" hint="Like Home or Office" error={labelError}>
            <Input
              autoComplete="off"
              maxLength={LIMITS.addressLabel}
              value={label}
              onChange={event => setLabel(event.target.value)}
            />
          </Field>
          <AddressInputs control={address.control} countries={COUNTRIES} />
        </form>
      </DialogContent>
    </Dialog>
  )
}
