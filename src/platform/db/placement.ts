// Where a table would stand if the database were spread over several machines (Citus; docs/scale.md). Nothing here runs: a test
// holds the real catalogue against what the slices say, so that each new table is thought about on the day it is made.

export type Placement =
  /** Rows live where the column's value says; tables of one group keep equal values together. */
  | { kind: 'distributed'; by: string; group: 'order' | 'customer' | 'variant' | 'own' }
  /** A whole copy on every machine: read everywhere, written rarely. */
  | { kind: 'reference' }
  /** Small, and one for the whole shop: on the first machine. */
  | { kind: 'local' }

export const byOrder = (by: string): Placement => ({ kind: 'distributed', by, group: 'order' })
export const byCustomer = (by: string): Placement => ({ kind: 'distributed', by, group: 'customer' })
export const byVariant = (by: string): Placement => ({ kind: 'distributed', by, group: 'variant' })
export const byItself = (by: string): Placement => ({ kind: 'distributed', by, group: 'own' })
export const reference: Placement = { kind: 'reference' }
export const local: Placement = { kind: 'local' }
