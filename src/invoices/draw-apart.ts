import { Worker } from 'node:worker_threads'
import { assert } from '#lib/assert.ts'
import type { Commission, Drawn } from './drawing-thread.ts'
import type { Invoice } from './invoice.ts'

/** More than the queue ever runs at once. */
const WAITING_MAX = 64
/** A thousand lines take seconds; within the time that the queue gives a run, so that the job fails and not its worker. */
const DRAW_LIMIT_MS = 75_000

type Waiting = { resolve: (pdf: Uint8Array) => void; reject: (error: Error) => void; timer: NodeJS.Timeout }
type Room = { thread: Worker; waiting: Map<number, Waiting> }

let room: Room | undefined
let serial = 0

/**
 * Draws the invoice as `drawInvoice` does, in a thread: drawing holds whoever does it for tens of milliseconds, or seconds
 * when it is long, and mails and parcels are not to wait for that. A thread that dies or hangs fails what it was given,
 * and the next invoice gets a new one.
 */
export function drawApart(invoice: Invoice): Promise<Uint8Array> {
  room ??= openRoom()
  const { thread, waiting } = room
  assert(waiting.size < WAITING_MAX, 'no queue asks for so many drawings at once')
  const id = ++serial
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => void thread.terminate(), DRAW_LIMIT_MS)
    waiting.set(id, { resolve, reject, timer })
    thread.ref()
    thread.postMessage({ id, invoice } satisfies Commission)
  })
}

function openRoom(): Room {
  const thread = new Worker(new URL('./drawing-thread.ts', import.meta.url), { execArgv: ['--import', 'tsx'] })
  const opened: Room = { thread, waiting: new Map() }
  let died = 'it ended'
  thread.on('message', (drawn: Drawn) => deliver(opened, drawn))
  thread.on('error', error => {
    died = String(error)
  })
  thread.on('exit', () => {
    if (room === opened) room = undefined
    for (const id of opened.waiting.keys())
      deliver(opened, { id, error: `The thread that draws was lost: ${died}` })
  })
  return opened
}

function deliver({ thread, waiting }: Room, drawn: Drawn) {
  const { resolve, reject, timer } = waiting.get(drawn.id) ?? {}
  waiting.delete(drawn.id)
  clearTimeout(timer)
  // It keeps no process alive that has nothing else to do.
  if (!waiting.size) thread.unref()
  if ('pdf' in drawn) resolve?.(drawn.pdf)
  else reject?.(new Error(drawn.error))
}
