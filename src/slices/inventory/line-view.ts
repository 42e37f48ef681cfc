import type { Place } from './waiting-line.ts'

/** What a shopper must wait for before buying: nothing, a start date, or a line with their place in it. */
export type LineView =
  | { kind: 'free' }
  | { kind: 'soon'; startsAt: Date; hasLine: boolean; readAt: Date }
  | { kind: 'not_joined' }
  | (Place & { readAt: Date })
