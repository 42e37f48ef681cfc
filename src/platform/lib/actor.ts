/** The actor, as written in an order's events and in the logs. */
export type Actor =
  | { kind: 'customer'; id: string }
  | { kind: 'staff'; id: string; name: string }
  /** Somebody with the link in an order's mails, or a program with its tracking token. */
  | { kind: 'link' }
  /** A program with an API key. */
  | { kind: 'key'; id: string; name: string }
  | { kind: 'program' }
  | {
      kind: 'system'
      name: 'sweeper' | 'payment-webhook' | 'warehouse' | 'carrier' | 'worker' | 'reconciliation' | 'command'
    }

/** `customer:0198…`, `staff:0198…:Ada`, `key:0198…:Till`, `link`, `program`, `system:sweeper`. */
export function actorName(actor: Actor): string {
  switch (actor.kind) {
    case 'customer':
      return `customer:${actor.id}`
    case 'staff':
    case 'key':
      return `${actor.kind}:${actor.id}:${actor.name}`
    case 'link':
    case 'program':
      return actor.kind
    case 'system':
      return `system:${actor.name}`
  }
}

/** The actor that such a text names. */
export function readActor(name: string): Actor {
  const [kind = '', id = '', ...rest] = name.split(':')
  switch (kind) {
    case 'customer':
      return { kind, id }
    case 'staff':
    case 'key':
      return { kind, id, name: rest.join(':') }
    case 'link':
      return { kind }
    case 'system':
      return { kind, name: id as Extract<Actor, { kind: 'system' }>['name'] }
    default:
      return { kind: 'program' }
  }
}
