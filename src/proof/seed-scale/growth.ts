/** What the large seed fills of a slice, in the `test-growth.ts` of its folder. */
export type Growth = {
  /**
   * Tables that grow with the catalogue or with every order: they are filled, children and parents alike, since foreign keys sleep
   * meanwhile, and no hot query may read one of them from beginning to end.
   */
  tables: readonly string[]
  /**
   * Statements that add what some thousand orders bring. Two temporary tables hold these orders: `s` has a row for each (`id`, its number
   * `i`, its `fate`, its moments from `placed_at` to `refunded_at`, its sums, and whether it was `paid`, `sent` and `arrived`), `l` one for
   * each of its lines; fill-orders.ts draws them. What merely follows from an event is noted there for every follower.
   */
  withOrders?: readonly string[]
}

/** Of no slice. */
export const platformGrowth: Growth = { tables: ['caused_effects'] }
