export const SHOPPER_EMAIL = 'shopper@orderly.example'

/** Their passwords are public, so a shop with real money does not get these people. */
export const shopper = { name: 'Sam Shopper', email: SHOPPER_EMAIL, password: 'shopper-demo' }

export type DemoPerson = { email: string; password: string; role?: string }

/** One member of staff for each role that a shop begins with. */
export const demoStaff = [
  { role: 'Owner', name: 'Ada Admin', email: 'admin@orderly.example', password: 'admin-demo-1' },
  { role: 'Manager', name: 'Maya Manager', email: 'manager@orderly.example', password: 'manager-demo-1' },
  { role: 'Support', name: 'Sol Support', email: 'support@orderly.example', password: 'support-demo-1' },
  {
    role: 'Warehouse',
    name: 'Wim Warehouse',
    email: 'warehouse@orderly.example',
    password: 'warehouse-demo-1',
  },
  { role: 'Buyer', name: 'Bea Buyer', email: 'buyer@orderly.example', password: 'buyer-demo-1' },
  {
    role: 'Marketing',
    name: 'Mo Marketing',
    email: 'marketing@orderly.example',
    password: 'marketing-demo-1',
  },
  { role: 'Analyst', name: 'Ana Analyst', email: 'analyst@orderly.example', password: 'analyst-demo-1' },
] as const

export const demoPeople: readonly DemoPerson[] = [shopper, ...demoStaff]
