import type { Place } from './waiting-line.ts'

/** What stands between a shopper and a thing: nothing, a date, or a line and their place in it. */
export type LineView =
  | { kind: 'free' }
  | { kind: 'soon'; startsAt: Date; hasLine: boolean; readAt: Date }
  | { kind: 'not_joined' }
  | (Place & { readAt: Date })
