type Shelf = { variantId: string; warehouseId: string }

/** The ledger's row for units that a command put onto a shelf, as if a supplier had brought them. Their level is written by the caller. */
export function receivedRow(shelf: Shelf, units: number) {
  return {
    ...shelf,
    quantity: units,
    units,
    fromPlace: 'supplier' as const,
    toPlace: 'shelf' as const,
    reason: 'received' as const,
    actor: 'system:command',
  }
}

/** The ledger's row for units of an order line that left long ago. */
export function shippedRow(line: Shelf & { orderLineId: string }, units: number) {
  return {
    ...line,
    quantity: -units,
    units,
    fromPlace: 'shelf' as const,
    toPlace: 'customer' as const,
    reason: 'shipped' as const,
    actor: 'system:warehouse',
  }
}
