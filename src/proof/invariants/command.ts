import { endWithStarter } from '#platform/processes/end-with-starter.ts'
import { joinRunningShop } from '#platform/processes/running-shop.ts'
import type { WarehouseParcel } from './check-invariants.ts'
import { type BookedShipment, parcelOf } from './warehouse-books.ts'

// `npm run invariants`: prints the invariants with their counts; exit code 1 when one is not 0.
endWithStarter()
const nothingToDo = joinRunningShop()
if (nothingToDo) {
  console.error(nothingToDo)
  process.exit(1)
}
const { env } = await import('#platform/lib/env.ts')
const { database } = await import('#platform/db/client.ts')
const { stripeGateway } = await import('#slices/payments/stripe-gateway.ts')
const { checkInvariants } = await import('./check-invariants.ts')

const db = database()
const checked = await checkInvariants(db, stripeGateway(), undefined, await parcelsInSandbox())
for (const { number, says, violations, why } of checked)
  console.log(
    `${String(number).padStart(2)}  ${String(violations).padStart(6)}  ${says}${why ? ` (${why})` : ''}`,
  )
/** The sandbox's warehouse shows its books; a real one is asked about each parcel by the worker instead. */
async function parcelsInSandbox(): Promise<WarehouseParcel[]> {
  const { sandboxUrl, warehouse } = env()
  if (!warehouse.url.startsWith(sandboxUrl)) return []
  const answer = await fetch(`${sandboxUrl}/_sandbox/shipments?of=warehouse`).catch(() => null)
  const shipments = answer?.ok ? ((await answer.json()) as BookedShipment[]) : []
  return shipments.map(parcelOf)
}

const broken = checked.filter(invariant => invariant.violations > 0)
console.log(
  broken.length
    ? `\n${broken.length} of ${checked.length} invariants do not hold.`
    : `\nAll ${checked.length} invariants hold.`,
)
await db.$client.end()
process.exit(broken.length ? 1 : 0)
