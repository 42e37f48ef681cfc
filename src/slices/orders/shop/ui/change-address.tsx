'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId } from 'react'
import { ErrorSummary } from '#platform/forms/error-summary.tsx'
import { useTRPC } from '#platform/trpc/client.tsx'
import { Banner } from '#platform/ui/banner.tsx'
import { Button } from '#platform/ui/button.tsx'
import { Dialog, DialogClose, DialogContent } from '#platform/ui/dialog.tsx'
import { COUNTRIES } from '#slices/customers/addresses/countries.ts'
import { AddressInputs } from '#slices/customers/ui/addresses/address-inputs.tsx'
import { refusedAddress } from '#slices/customers/ui/addresses/refused-address.ts'
import { useAddressForm } from '#slices/customers/ui/addresses/use-address-form.ts'
import type { OrderStatus } from '../order-answers.ts'

export type ChangeAddressProps = { order: OrderStatus; token: string | undefined; onClose: () => void }

/** Where the parcel goes instead. What it would cost otherwise is said where the shop refuses. */
export function ChangeAddress({ order, token, onClose }: ChangeAddressProps) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const formId = useId()
  const address = useAddressForm(order.shippingAddress)
  const change = useMutation(
    trpc.orders.changeAddress.mutationOptions({
      async onSuccess() {
        await queryClient.invalidateQueries({ queryKey: trpc.orders.track.queryKey() })
        onClose()
      },
      onError(error) {
        const problems = refusedAddress(error)
        if (problems.length > 0) address.showProblems(problems)
      },
    }),
  )
  const isOfFields = change.isError && refusedAddress(change.error).length > 0

  function submit(event: FormEvent) {
    event.preventDefault()
    const { values, problems } = address.check()
    if (!values) return address.showProblems(problems)
    address.clearSummary()
    change.mutate({ orderId: order.id, ...(token && { token }), shippingAddress: values })
  }

  return (
    <Dialog open onOpenChange={open => !open && onClose()}>
      <DialogContent
        title="Change the delivery address"
        description={`Order ${order.number}. It can go to any address with the same price.`}
        footer={
          <>
            <Button type="submit" form={formId} pending={change.isPending} pendingLabel="Saving…">
              Send it there
            </Button>
            <DialogClose>
              <Button variant="secondary">Keep the address</Button>
            </DialogClose>
          </>
        }
      >
        <form id={formId} noValidate method="post" onSubmit={submit} className="flex flex-col gap-5">
          {address.summary.errors.length > 0 && (
            <ErrorSummary key={address.summary.round} errors={address.summary.errors} />
          )}
          {change.isError && !isOfFields && (
            <Banner tone="danger" live="assertive" title="The address was not changed">
              {change.error.message}
            </Banner>
          )}
          <AddressInputs control={address.control} countries={COUNTRIES} />
        </form>
      </DialogContent>
    </Dialog>
  )
}
