/**
 * `under_way`: the call may have reached the warehouse, nobody knows. `not_taken`: the warehouse has surely not taken it.
 * `taken`: it has, as it said itself.
 */
export type HandOverState = 'under_way' | 'not_taken' | 'taken'
