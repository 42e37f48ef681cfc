import { expect, test } from 'vitest'
import { drawApart, drawingRoom } from './draw-apart.ts'
import type { Invoice } from './invoice.ts'
import { invoice } from './test-invoice.ts'

const script = (code: string) => new URL(`data:text/javascript,${encodeURIComponent(code)}`)
const messages = "import { parentPort } from 'node:worker_threads'; parentPort.on('message', "

test('the thread draws all invoices of the same moment, and one that cannot be drawn fails alone', async () => {
  const broken = { ...invoice, lines: [null] } as unknown as Invoice
  const drawn = await Promise.allSettled([drawApart(invoice), drawApart(broken), drawApart(invoice)])
  expect(drawn.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  for (const one of drawn)
    if (one.status === 'fulfilled') expect(Buffer.from(one.value).subarray(0, 5).toString()).toBe('%PDF-')
})

test('a thread that dies fails its drawings, and the next invoice gets a new thread', async () => {
  const dies = `${messages} ({ id, invoice }) => invoice.number === 'deadly' ? process.exit(1) : parentPort.postMessage({ id, pdf: new Uint8Array([7]) }))`
  const draw = drawingRoom({ script: script(dies), limitMs: 20_000 })
  await expect(draw({ ...invoice, number: 'deadly' })).rejects.toThrow('The thread that draws was lost')
  expect(await draw(invoice)).toEqual(new Uint8Array([7]))
})

test('a thread that hangs is ended, and its drawing fails', async () => {
  const draw = drawingRoom({ script: script(`${messages} () => { for (;;); })`), limitMs: 50 })
  await expect(draw(invoice)).rejects.toThrow('The thread that draws was lost')
})
