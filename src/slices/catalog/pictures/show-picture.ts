import { LRUCache } from 'lru-cache'
import { perProcess } from '#platform/lib/per-process.ts'
import { storage } from '#platform/outside/storage.ts'
import { readAddress, sizeKey } from './picture-file.ts'

export type ShownPicture =
  | { kind: 'picture'; bytes: Uint8Array }
  | { kind: 'gone' }
  | { kind: 'away'; error: unknown }

/** A few hundred sizes: what a shop shows most. In front of a shop with more stands a cache that obeys our headers. */
const KEPT_BYTES = 24 * 1024 * 1024

const kept = perProcess(
  'shown-pictures',
  () => new LRUCache<string, Uint8Array>({ maxSize: KEPT_BYTES, sizeCalculation: bytes => bytes.byteLength }),
)

/** One size of an uploaded picture. `toAsk` is called before the storage is asked, and may refuse. */
export async function readSize(address: string, toAsk: () => Promise<void>): Promise<ShownPicture> {
  const file = readAddress(address)
  if (!file) return { kind: 'gone' }
  const known = kept().get(address)
  if (known) return { kind: 'picture', bytes: known }
  await toAsk()
  try {
    const bytes = await (await storage()).read(sizeKey(file.name, file.shown))
    if (!bytes) return { kind: 'gone' }
    kept().set(address, bytes)
    return { kind: 'picture', bytes }
  } catch (error) {
    return { kind: 'away', error }
  }
}
