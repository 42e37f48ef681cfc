import type { Overtaken } from '#desk/action-dialog.tsx'
import type { StaffOrder } from '../order.ts'

/** The props of every dialog about an order. `onDone` closes it. */
export type StaffDialogProps = {
  details: StaffOrder
  overtaken: Overtaken | null
  onDone: () => void
  /** Moves the focus when the dialog closes. */
  onCloseAutoFocus: (event: Event) => void
}

export const aboutOrder = ({ number, shippingAddress }: StaffOrder['order']): string =>
  `Order ${number}, ${shippingAddress.name}`

export const keptInOrder = { keptIn: 'the order’s history' }
