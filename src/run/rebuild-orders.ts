import { database } from '#platform/db/client.ts'
import { endWithStarter } from '#platform/processes/end-with-starter.ts'
import { joinRunningShop } from '#platform/processes/running-shop.ts'
import { compareRowsWithEvents } from '#slices/orders/rebuild.ts'

endWithStarter()
const nothingToDo = joinRunningShop()
if (nothingToDo) {
  console.error(nothingToDo)
  process.exit(1)
}
const db = database()
const { orders, differences } = await db.transaction(tx => compareRowsWithEvents(tx), {
  isolationLevel: 'repeatable read',
})
for (const { orderId, field, row, fold } of differences.slice(0, 50))
  console.log(`${orderId} ${field}: the row says ${row}, its events say ${fold}`)
console.log(
  differences.length
    ? `${differences.length} fields of ${orders} orders differ from what their events say.`
    : `${orders} orders are what their events say.`,
)
await db.$client.end()
process.exit(differences.length ? 1 : 0)
