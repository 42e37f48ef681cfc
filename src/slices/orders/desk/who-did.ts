const systemNames: Record<string, string> = {
  sweeper: 'The sweeper',
  'payment-webhook': "The bank's call-back",
  warehouse: 'The warehouse',
  worker: 'The shop',
  reconciliation: 'The nightly check',
  command: 'A command',
}

/** The text of `actorName` (lib/actor.ts) as the name at the start of a sentence. */
export function whoDid(actor: string, customerName: string): { name: string; bySystem: boolean } {
  const [kind = '', first = '', ...rest] = actor.split(':')
  switch (kind) {
    case 'customer':
      return { name: customerName, bySystem: false }
    case 'staff':
      return { name: rest.join(':') || 'Staff', bySystem: false }
    case 'key':
      return { name: `The key ${rest.join(':')}`, bySystem: true }
    case 'link':
      return { name: 'Somebody with the order’s link', bySystem: false }
    case 'program':
      return { name: 'A program', bySystem: true }
    default:
      return { name: systemNames[first] ?? 'The shop', bySystem: true }
  }
}
