import type { Overtaken } from '#desk/action-dialog.tsx'
import type { StaffOrder } from '../order.ts'

/** What each dialog about an order is given; `onDone` closes it. */
export type StaffDialogProps = {
  seen: StaffOrder
  overtaken: Overtaken | null
  onDone: () => void
  /** Where the focus goes when the dialog is closed. */
  onCloseAutoFocus: (event: Event) => void
}

export const aboutOrder = ({ number, shippingAddress }: StaffOrder['order']): string =>
  `Order ${number}, ${shippingAddress.name}`

export const keptInOrder = { keptIn: 'the order’s history' }
