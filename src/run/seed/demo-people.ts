export const SHOPPER_EMAIL = 'shopper@orderly.example'

/** Their passwords stand in the README, so they do not come where money is real. */
export const demoPeople = [
  { name: 'Sam Shopper', email: SHOPPER_EMAIL, password: 'shopper-demo', role: 'customer' },
  { name: 'Ada Admin', email: 'admin@orderly.example', password: 'admin-demo-1', role: 'admin' },
]
