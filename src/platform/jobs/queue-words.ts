/** What staff read for a queue's jobs, and the partner whose outage stops them. Without a partner they need only the shop. */
export type QueueWords = Readonly<Record<string, { does: string; partner?: string }>>

const THE_SHOP_ITSELF = 'The shop itself'

let known: QueueWords = {}

/** The process tells it once, from the fold over all slices, which no slice may import. */
export function knowQueues(words: QueueWords) {
  known = words
}

/** In the order in which slices name them. */
export const partners = (): readonly string[] => [
  ...new Set(Object.values(known).flatMap(({ partner }) => partner ?? [])),
  THE_SHOP_ITSELF,
]

export function partnerOf(queue: string): string {
  return (Object.hasOwn(known, queue) && known[queue]?.partner) || THE_SHOP_ITSELF
}
