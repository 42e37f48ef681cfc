/**
 * `under_way`: the call may have reached the warehouse. `not_taken`: the warehouse certainly has not taken the order.
 * `taken`: the warehouse said that it has.
 */
export type HandOverState = 'under_way' | 'not_taken' | 'taken'
