/** An id as UUIDv7 has it: 48 bits of time, then bits that tell two ids of one moment apart. `kind`: one of 8, 9, a, b. */
export const idOf = (at: string, kind: '8' | '9' | 'a' | 'b', position: string, number: string) =>
  `(lpad(to_hex((extract(epoch from ${at}) * 1000)::bigint), 12, '0') || '7' || lpad(to_hex(${position}), 3, '0') || '${kind}' || lpad(to_hex(${number}), 15, '0'))::uuid`

// Of the rows that belong to the order or line at hand.
export const PAYMENT_ID = idOf('placed_at', 'a', '0', 'i')
export const REFUND_ID = idOf('refunded_at', 'a', '1', 'i')
export const LINE_ID = idOf('l.placed_at', '9', 'l.position', 'l.i')
export const SALE_ID = idOf('placed_at', 'a', '2', 'i')

/** How far its parcel is. */
export const DELIVERY = `case when arrived then 'delivered' when sent then 'shipped' when fate in ('picking', 'packed') then fate else 'unfulfilled' end`
