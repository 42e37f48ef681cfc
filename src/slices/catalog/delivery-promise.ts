/** What delivery at home costs (minor units) and when it comes (`YYYY-MM-DD`). Orders know; pages hand it down. */
export type DeliveryPromise = {
  priceMinor: number
  /** From this subtotal on it costs nothing; null: always costs. */
  freeFromMinor: number | null
  currency: string
  arrival: { earliest: string; latest: string }
}
