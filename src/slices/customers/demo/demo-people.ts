export const SHOPPER_EMAIL = 'shopper@orderly.example'

/** Their passwords are public, so a shop with real money does not get these people. */
export const demoPeople = [
  { name: 'Sam Shopper', email: SHOPPER_EMAIL, password: 'shopper-demo', role: 'customer' },
  { name: 'Ada Admin', email: 'admin@orderly.example', password: 'admin-demo-1', role: 'admin' },
]
