import { Worker } from 'node:worker_threads'
import { assert } from '#platform/lib/assert.ts'
import type { Commission, Drawn } from './drawing-thread.ts'
import type { Invoice } from './invoice.ts'

/** Far more drawings than the queue ever runs at once. */
const WAITING_MAX = 64
/** A thousand lines take seconds. The limit ends before the queue's own, so that the job fails and its worker lives. */
const DRAW_LIMIT_MS = 75_000

type Waiting = { resolve: (pdf: Uint8Array) => void; reject: (error: Error) => void; timer: NodeJS.Timeout }
type Room = { thread: Worker; waiting: Map<number, Waiting> }

/**
 * Draws an invoice like `drawInvoice`, but in a thread: drawing blocks its thread for tens of milliseconds, or for seconds
 * when the invoice is long, and mails and parcels must not wait for that.
 */
export const drawApart = drawingRoom({
  script: new URL('./drawing-thread.ts', import.meta.url),
  limitMs: DRAW_LIMIT_MS,
})

/** One thread, started with the first invoice. A thread that dies or hangs fails its drawings, and the next invoice gets a new thread. */
export function drawingRoom(options: {
  script: URL
  limitMs: number
}): (invoice: Invoice) => Promise<Uint8Array> {
  let room: Room | undefined
  let serial = 0
  const open = () => {
    const thread = new Worker(options.script, { execArgv: ['--import', 'tsx'] })
    const opened: Room = { thread, waiting: new Map() }
    let why = 'it ended'
    thread.on('message', (drawn: Drawn) => deliver(opened, drawn))
    thread.on('error', error => {
      why = String(error)
    })
    thread.on('exit', () => {
      if (room === opened) room = undefined
      const error = `The thread that draws was lost: ${why}.`
      for (const id of opened.waiting.keys()) deliver(opened, { id, error })
    })
    return opened
  }
  return async invoice => {
    room ??= open()
    const { thread, waiting } = room
    assert(waiting.size < WAITING_MAX, 'no queue asks for this many drawings at once')
    const id = ++serial
    thread.postMessage({ id, invoice } satisfies Commission)
    thread.ref()
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => void thread.terminate(), options.limitMs)
      waiting.set(id, { resolve, reject, timer })
    })
  }
}

function deliver({ thread, waiting }: Room, drawn: Drawn) {
  const { resolve, reject, timer } = waiting.get(drawn.id) ?? {}
  waiting.delete(drawn.id)
  clearTimeout(timer)
  // The thread does not keep the process alive.
  if (!waiting.size) thread.unref()
  if ('pdf' in drawn) resolve?.(drawn.pdf)
  else reject?.(new Error(drawn.error))
}
