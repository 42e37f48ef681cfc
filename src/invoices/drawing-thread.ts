import { setPriority } from 'node:os'
import { parentPort } from 'node:worker_threads'
import { drawInvoice } from './draw-invoice.tsx'
import type { Invoice } from './invoice.ts'

export type Commission = { id: number; invoice: Invoice }
export type Drawn = { id: number; pdf: Uint8Array } | { id: number; error: string }

/** An invoice is the last thing that anybody waits for. Only on Linux has a thread a priority of its own. */
const LOWEST_PRIORITY = 19
if (process.platform === 'linux') setPriority(0, LOWEST_PRIORITY)

// One after the other: side by side they would only all be late.
let last = Promise.resolve()
parentPort?.on('message', (commission: Commission) => {
  last = last.then(async () => parentPort?.postMessage(await draw(commission)))
})

async function draw({ id, invoice }: Commission): Promise<Drawn> {
  try {
    return { id, pdf: await drawInvoice(invoice) }
  } catch (error) {
    return { id, error: String(error) }
  }
}
