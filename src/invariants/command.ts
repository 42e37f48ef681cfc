import { joinRunningShop } from '../start/running-shop.ts'

// `npm run invariants`: prints the invariants with their counts; exit code 1 when one is not 0.
const nothingToDo = joinRunningShop()
if (nothingToDo) {
  console.error(nothingToDo)
  process.exit(1)
}
const { database } = await import('#db/client.ts')
const { stripeGateway } = await import('#payments/stripe-gateway.ts')
const { checkInvariants } = await import('./check-invariants.ts')

const db = database()
const checked = await checkInvariants(db, stripeGateway())
for (const { number, says, violations, why } of checked)
  console.log(
    `${String(number).padStart(2)}  ${String(violations).padStart(6)}  ${says}${why ? ` (${why})` : ''}`,
  )
const broken = checked.filter(invariant => invariant.violations > 0)
console.log(
  broken.length
    ? `\n${broken.length} of ${checked.length} invariants do not hold.`
    : `\nAll ${checked.length} invariants hold.`,
)
await db.$client.end()
process.exit(broken.length ? 1 : 0)
