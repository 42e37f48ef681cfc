import { createHash } from 'node:crypto'
import type { Store } from '#sandbox/store.ts'

type ObjectRow = {
  key: string
  body: Uint8Array
  content_type: string
  /** The checksum header that came with it, and its value. */
  checksum_name: string | null
  checksum: string | null
  etag: string
  put_at_ms: number
}
export type KeptObject = Omit<ObjectRow, 'key'>
export type NewObject = Pick<ObjectRow, 'body' | 'content_type' | 'checksum_name' | 'checksum'>

/** In quotes, as S3 writes it. */
export const etagOf = (body: Uint8Array) => `"${createHash('md5').update(body).digest('hex')}"`

/** Keeps the object whole, in the place of one with the same key. */
export function keepObject(store: Store, bucket: string, key: string, object: NewObject): void {
  store.run(
    `INSERT OR REPLACE INTO objects (bucket, key, body, content_type, checksum_name, checksum, etag, put_at_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    bucket,
    key,
    object.body,
    object.content_type,
    object.checksum_name,
    object.checksum,
    etagOf(object.body),
    Date.now(),
  )
}

export const findObject = (store: Store, bucket: string, key: string): KeptObject | undefined =>
  store.get<KeptObject>('SELECT * FROM objects WHERE bucket = ? AND key = ?', bucket, key)

export const forgetObject = (store: Store, bucket: string, key: string): void => {
  store.run('DELETE FROM objects WHERE bucket = ? AND key = ?', bucket, key)
}

export type ListedObject = { key: string; size: number; etag: string; put_at_ms: number }

/** In the order of their keys, after one of them. */
export const listObjects = (
  store: Store,
  bucket: string,
  { prefix, after, most }: { prefix: string; after: string; most: number },
): ListedObject[] =>
  store.all<ListedObject>(
    `SELECT key, length(body) AS size, etag, put_at_ms FROM objects
     WHERE bucket = ? AND key > ? AND substr(key, 1, length(?)) = ? ORDER BY key LIMIT ?`,
    bucket,
    after,
    prefix,
    prefix,
    most,
  )
