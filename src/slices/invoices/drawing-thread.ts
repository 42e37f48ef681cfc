import { spawnSync } from 'node:child_process'
import { readlinkSync } from 'node:fs'
import { setPriority } from 'node:os'
import { basename } from 'node:path'
import { parentPort } from 'node:worker_threads'
import { drawInvoice } from './draw-invoice.tsx'
import type { Invoice } from './invoice.ts'

export type Commission = { id: number; invoice: Invoice }
export type Drawn = { id: number; pdf: Uint8Array } | { id: number; error: string }

/** An invoice is the last thing that anybody waits for. Only on Linux has a thread a priority of its own. */
const LOWEST_PRIORITY = 19
if (process.platform === 'linux') stepBack()

/**
 * Even at the lowest priority a thread ends its turn of a few milliseconds before others have theirs, and an order has ten turns.
 * An idle one gives way at once. It holds no lock that anybody could wait for.
 */
function stepBack() {
  setPriority(0, LOWEST_PRIORITY)
  const thread = basename(readlinkSync('/proc/thread-self'))
  // Part of util-linux, as good as everywhere; without it the lowest priority must do.
  spawnSync('chrt', ['--idle', '--pid', '0', thread], { stdio: 'ignore' })
}

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
