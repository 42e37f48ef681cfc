import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { prepareZXingModule, writeBarcode } from 'zxing-wasm/writer'

/** The bars of this text in Code 128, from left to right: true is black. */
export async function barsOf(text: string): Promise<boolean[]> {
  const file = fileURLToPath(import.meta.resolve('zxing-wasm/writer/zxing_writer.wasm'))
  // Without this it asks a server of strangers.
  const wasmBinary = new Uint8Array(readFileSync(file)).buffer
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true })
  const { symbol } = await writeBarcode(text, { format: 'Code128' })
  return Array.from(symbol.data.subarray(0, symbol.width), shade => shade === 0)
}
