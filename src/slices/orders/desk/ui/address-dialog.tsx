'use client'

import { useQueryClient } from '@tanstack/react-query'
import { ActionDialog } from '#desk/action-dialog.tsx'
import { useDeskAction } from '#desk/actions/use-desk-action.ts'
import { useTRPC, useTRPCClient } from '#platform/trpc/client.tsx'
import { notify } from '#platform/ui/notify.ts'
import type { Address } from '#slices/customers/addresses/address-fields.ts'
import { COUNTRIES } from '#slices/customers/addresses/countries.ts'
import { addressFieldNames } from '#slices/customers/ui/addresses/address-control.ts'
import { AddressInputs } from '#slices/customers/ui/addresses/address-inputs.tsx'
import { addressFieldIds, useAddressForm } from '#slices/customers/ui/addresses/use-address-form.ts'
import { staffReasonSchema } from '../filter.ts'
import type { StaffOrder } from '../order.ts'
import { aboutOrder } from './dialog-props.ts'

type Changed = { orderId: string; shippingAddress: Address; reason: string }

/** Sends the parcel elsewhere, for the same price. The shop says so when it would cost something else. */
export function StaffAddressDialog({ order, onDone }: { order: StaffOrder['order']; onDone: () => void }) {
  const trpc = useTRPC()
  const client = useTRPCClient()
  const queries = useQueryClient()
  const address = useAddressForm(order.shippingAddress)
  const change = useDeskAction({
    action: 'address',
    subject: order.id,
    send: (input: Changed, actionId) => client.staffOrders.changeAddress.mutate({ ...input, actionId }),
    async onDone() {
      await queries.invalidateQueries({ queryKey: trpc.staffOrders.pathKey() })
      onDone()
      notify('Address changed')
    },
  })

  function check(): string | null {
    const { problems } = address.check()
    address.showProblems(problems)
    const wrong = addressFieldNames.find(name => problems.some(problem => problem.name === name))
    return wrong ? addressFieldIds[wrong] : null
  }

  return (
    <ActionDialog
      description={aboutOrder(order)}
      title="Change the delivery address?"
      question={{ keptIn: 'the audit', label: 'Reason', schema: staffReasonSchema.shape.reason }}
      action={{ words: 'Change address', doing: 'Saving…' }}
      wayOut="Keep the address"
      failure="The address was not changed"
      mutation={change}
      check={check}
      onAction={reason => {
        const { values } = address.check()
        if (values)
          change.act(
            { orderId: order.id, shippingAddress: values, reason },
            `the address of order ${order.number} was changed`,
          )
      }}
    >
      <p className="text-muted text-sm">
        The price stays the same, and the shopper is told. If the warehouse has packed the parcel meanwhile,
        it keeps to the address before, and the history says so.
      </p>
      <AddressInputs control={address.control} countries={COUNTRIES} />
    </ActionDialog>
  )
}
