import {
  type DeliveryState,
  deliveryStates,
  type MoneyState,
  type OrderState,
  orderStates,
} from '../order.ts'

export type Standing = { state: OrderState; money: MoneyState; delivery: DeliveryState }

const givenBack = ['paid', 'partially_refunded', 'refunded'] as const

const standingsOf: Record<
  OrderState,
  { money: readonly MoneyState[]; delivery: readonly DeliveryState[] }[]
> = {
  reserved: [{ money: ['unpaid', 'requires_action'], delivery: ['unfulfilled'] }],
  confirmed: [{ money: givenBack, delivery: deliveryStates }],
  // Shipped: what had not arrived will not, and that was settled.
  completed: [{ money: givenBack, delivery: ['shipped', 'delivered', 'returned'] }],
  declined: [{ money: ['unpaid'], delivery: ['unfulfilled'] }],
  expired: [{ money: ['unpaid'], delivery: ['unfulfilled'] }],
  cancelled: [
    { money: ['unpaid'], delivery: ['unfulfilled'] },
    { money: givenBack, delivery: ['unfulfilled', 'picking', 'packed'] },
  ],
}

/** Every possible state of an order: the combinations that the moves lead to, out of 210 in theory. */
export const standings: readonly Standing[] = orderStates.flatMap(state =>
  standingsOf[state].flatMap(({ money, delivery }) =>
    money.flatMap(paid => delivery.map(parcel => ({ state, money: paid, delivery: parcel }))),
  ),
)
