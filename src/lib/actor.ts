/** Who did it, as it stands in an order's events and in the logs. */
export type Actor =
  | { kind: 'customer'; id: string }
  | { kind: 'staff'; id: string; name: string }
  | { kind: 'program' }
  | {
      kind: 'system'
      name: 'sweeper' | 'payment-webhook' | 'warehouse' | 'worker' | 'reconciliation' | 'command'
    }

/** `customer:0198…`, `staff:0198…:Ada`, `program`, `system:sweeper`. */
export function actorName(actor: Actor): string {
  switch (actor.kind) {
    case 'customer':
      return `customer:${actor.id}`
    case 'staff':
      return `staff:${actor.id}:${actor.name}`
    case 'program':
      return 'program'
    case 'system':
      return `system:${actor.name}`
  }
}
