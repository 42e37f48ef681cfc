/** The price (minor units) and days (`YYYY-MM-DD`) of delivery in the UK. Higher slices know them, and pages pass them down. */
export type DeliveryPromise = {
  priceMinor: number
  /** Delivery is free from this subtotal on; null when it is never free. */
  freeFromMinor: number | null
  currency: string
  arrival: { earliest: string; latest: string }
  /** The moment, ISO 8601, from which on an order arrives on the days of `after`. */
  orderBy: string
  after: { earliest: string; latest: string }
}
