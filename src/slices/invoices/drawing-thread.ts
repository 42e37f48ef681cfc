import { spawnSync } from 'node:child_process'
import { readlinkSync } from 'node:fs'
import { setPriority } from 'node:os'
import { basename } from 'node:path'
import { parentPort } from 'node:worker_threads'
import { drawInvoice } from './draw-invoice.tsx'
import type { Invoice } from './invoice.ts'

export type Commission = { id: number; invoice: Invoice }
export type Drawn = { id: number; pdf: Uint8Array } | { id: number; error: string }

/** The lowest priority, because invoices can wait longest. Only on Linux does a thread have its own priority. */
const LOWEST_PRIORITY = 19
if (process.platform === 'linux') stepBack()

/**
 * Even at the lowest priority a thread finishes its turn of a few milliseconds before other threads run, and an order needs ten turns.
 * A thread in the idle class gives way at once. It holds no lock that others could wait for.
 */
function stepBack() {
  setPriority(0, LOWEST_PRIORITY)
  const thread = basename(readlinkSync('/proc/thread-self'))
  // chrt is part of util-linux, which nearly every system has. Without it the lowest priority must do.
  spawnSync('chrt', ['--idle', '--pid', '0', thread], { stdio: 'ignore' })
}

// The thread draws one invoice after the other: side by side all of them would be late.
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
