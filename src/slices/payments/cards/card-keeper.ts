import type { GatewayAnswer } from '../provider.ts'

/** A card that the provider keeps for somebody, as the provider tells it. */
export type ProviderCard = {
  /** The provider's `pm_…`. */
  id: string
  brand: string
  last4: string
  expMonth: number
  expYear: number
}

/** What the provider says when it does not do what was asked (provider.ts). */
export type KeeperFailure = Exclude<GatewayAnswer, { kind: 'payment' }>

/**
 * The provider as the keeper of people's cards. Each method makes one call with a short time limit. A call that fails tells
 * nothing about whether payments go through, so the breaker does not count it.
 */
export type CardKeeper = {
  /** Under the same attempt it is the same customer, for a day. */
  createCustomer: (request: {
    customerId: string
    attempt: number
  }) => Promise<{ kind: 'customer'; providerId: string } | KeeperFailure>
  /** Looks for our customer among those that were made since then. */
  findCustomer: (
    customerId: string,
    since: Date,
  ) => Promise<{ kind: 'customer'; providerId: string } | KeeperFailure>
  /** The newest first, a hundred at most. */
  cardsOf: (
    providerId: string,
  ) => Promise<{ kind: 'cards'; cards: ProviderCard[]; defaultId: string | null } | KeeperFailure>
  /** `absent`: the card is not this customer's. */
  cardOf: (
    providerId: string,
    cardId: string,
  ) => Promise<{ kind: 'card'; card: ProviderCard } | KeeperFailure>
  removeCard: (cardId: string) => Promise<{ kind: 'done' } | KeeperFailure>
  makeDefault: (providerId: string, cardId: string) => Promise<{ kind: 'done' } | KeeperFailure>
  /** The customer goes for good, and all of its cards with it. */
  deleteCustomer: (providerId: string) => Promise<{ kind: 'done' } | KeeperFailure>
}
