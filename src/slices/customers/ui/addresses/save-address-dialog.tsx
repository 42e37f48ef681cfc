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
import { refusedFieldsOf } from './refused-address.ts'
import { useSavedAddressForm } from './use-address-form.ts'

type SaveAddressDialogProps = {
  /** Null: a new one. */
  saved: SavedAddress | null
  onSaved: (after: SavedAddress[]) => void
  onClose: () => void
}

export function SaveAddressDialog({ saved, onSaved, onClose }: SaveAddressDialogProps) {
  const trpc = useTRPC()
  const formId = useId()
  const [id] = useState(() => saved?.id ?? uuidv7())
  const { bind, control, check, showProblems, clearSummary, summary } = useSavedAddressForm(saved)
  const save = useMutation(
    trpc.addressBook.save.mutationOptions({
      onSuccess(after) {
        onSaved(after)
        onClose()
      },
      onError(error) {
        const problems = refusedFieldsOf(error)
        if (problems.length > 0) showProblems(problems)
      },
    }),
  )
  const { error: labelError, ...label } = bind('label')

  function submit(event: FormEvent) {
    event.preventDefault()
    const { values, problems } = check()
    if (!values) return showProblems(problems)
    clearSummary()
    save.mutate({ id, ...values, isDefault: saved?.isDefault ?? false })
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
          {summary.errors.length > 0 && <ErrorSummary key={summary.round} errors={summary.errors} />}
          {save.isError && refusedFieldsOf(save.error).length === 0 && (
            <Banner tone="danger" live="assertive" title="The address was not saved">
              {save.error.message}
            </Banner>
          )}
          <Field id={label.id} label="What you call it" hint="Like Home or Office" error={labelError}>
            <Input autoComplete="off" maxLength={LIMITS.addressLabel} {...label} />
          </Field>
          <AddressInputs control={control} countries={COUNTRIES} />
        </form>
      </DialogContent>
    </Dialog>
  )
}
