import type { ScanCode } from './scan-codes.ts'

/** In the words of shoppers and staff. */
export const scanWords: Record<ScanCode, string> = {
  accepted: 'Picked up by the carrier',
  in_transit: 'On its way',
  out_for_delivery: 'Out for delivery',
  damaged: 'Damaged on the way',
  lost: 'Lost on the way',
  undeliverable: 'Could not be delivered',
  delivered: 'Delivered',
  returned_to_sender: 'Sent back to us',
}

export const scanTones = {
  accepted: 'info',
  in_transit: 'info',
  out_for_delivery: 'info',
  damaged: 'danger',
  lost: 'danger',
  undeliverable: 'warning',
  delivered: 'success',
  returned_to_sender: 'warning',
} as const satisfies Record<ScanCode, string>

/** What a shopper reads when something went wrong. */
export const troubleWords: Partial<Record<ScanCode, string>> = {
  damaged: 'The carrier has damaged this parcel. We look after it and write to you.',
  lost: 'The carrier cannot find this parcel. We look after it and write to you.',
  undeliverable:
    'The carrier could not hand this parcel over. Please look whether the address is right, and write to us.',
  returned_to_sender:
    'The carrier has brought this parcel back to us. We write to you about what comes next.',
}
