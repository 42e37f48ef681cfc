import { resolve } from 'node:path'
import { Disk } from 'flydrive'
import { FSDriver } from 'flydrive/drivers/fs'
import type { DriverContract } from 'flydrive/types'
import { env } from '../lib/env.ts'
import { answerInWords, errorInWords, Told } from '../lib/in-words.ts'
import { outsidePace } from './outside-pace.ts'

/** Files by key, like `invoices/O-2K7F-9QXM.pdf`. Putting a key again replaces what was there. */
export type Storage = {
  /** Resolves once the file is whole; a file that was half written is never found under its key. */
  put: (key: string, bytes: Uint8Array, contentType: string) => Promise<void>
  exists: (key: string) => Promise<boolean>
  /** Null when nothing is kept under the key. */
  read: (key: string) => Promise<Uint8Array | null>
  /** Removing what is not there changes nothing. */
  remove: (key: string) => Promise<void>
}

/** A bucket that does not answer within this time is down; a job's retry comes later. */
const CONNECT_LIMIT_MS = 2_000
const REQUEST_LIMIT_MS = 10_000

let opened: Promise<Storage> | undefined

/** The process's storage: the bucket when one is named, else the folder `storage` in the data folder. */
export function storage(): Promise<Storage> {
  opened ??= openStorage().catch(error => {
    opened = undefined
    throw error
  })
  return opened
}

async function openStorage(): Promise<Storage> {
  const { S3_BUCKET, DATA_DIR } = env()
  if (S3_BUCKET) {
    const disk = new Disk(await bucket(S3_BUCKET))
    const files = storageOn(disk, (key, bytes, contentType) => disk.put(key, bytes, { contentType }))
    return {
      put: (...file) => obeying(() => files.put(...file)),
      exists: key => obeying(() => files.exists(key)),
      read: key => obeying(() => files.read(key)),
      remove: key => obeying(() => files.remove(key)),
    }
  }
  const disk = new Disk(new FSDriver({ location: resolve(DATA_DIR, 'storage'), visibility: 'private' }))
  return storageOn(disk, async (key, bytes) => {
    // Renaming is all or nothing: a process killed while it writes leaves only the draft behind.
    const draft = `${key}.${crypto.randomUUID()}.draft`
    await disk.put(draft, bytes)
    await disk.move(draft, key)
  })
}

function storageOn(disk: Disk, put: Storage['put']): Storage {
  return {
    put: (key, bytes, contentType) => asked(() => put(key, bytes, contentType)),
    exists: key => asked(() => disk.exists(key)),
    read: key => asked(async () => ((await disk.exists(key)) ? disk.getBytes(key) : null)),
    remove: key => asked(() => disk.delete(key)),
  }
}

/** Puts file errors into words that staff can read. */
async function asked<T>(work: () => Promise<T>): Promise<T> {
  try {
    await meetSandbox('before')
    const done = await work()
    await meetSandbox('after')
    return done
  } catch (error) {
    throw new Told(errorInWords(error, 'The storage'), { cause: error })
  }
}

/** Where the sandbox is the outside world it plays the storage's faults too, for files on disk or in somebody else's bucket. */
async function meetSandbox(when: 'before' | 'after'): Promise<void> {
  const { sandboxUrl, resend, S3_ENDPOINT } = env()
  if (resend.baseUrl !== sandboxUrl || S3_ENDPOINT?.startsWith(`${sandboxUrl}/`)) return
  const response = await fetch(`${sandboxUrl}/storage/${when}`, {
    method: 'POST',
    // A connection of its own: one that was kept and is just being closed would look like a fault.
    headers: { connection: 'close' },
    redirect: 'error',
    signal: AbortSignal.timeout(REQUEST_LIMIT_MS),
  }).catch(error => {
    // No sandbox, no faults: the files are not its own.
    if (isRefused(error)) return null
    throw error
  })
  await response?.body?.cancel()
  if (response && !response.ok) throw new Told(answerInWords('The storage', response.status))
}

function isRefused(error: unknown): boolean {
  const cause: unknown = error instanceof Error ? error.cause : null
  const all = cause instanceof AggregateError ? cause.errors : [cause]
  return all.some(each => each instanceof Error && 'code' in each && each.code === 'ECONNREFUSED')
}

const pace = outsidePace('The file storage', () => 0)

async function obeying<T>(call: () => Promise<T>): Promise<T> {
  await pace.turn()
  try {
    return await call()
  } catch (error) {
    pace.hear(answerIn(error))
    throw error
  }
}

/** The server's own answer, somewhere below the words around it. */
function answerIn(error: unknown): Parameters<typeof pace.hear>[0] {
  const said = error as {
    name?: string
    cause?: unknown
    $metadata?: { httpStatusCode?: number }
    $response?: { headers?: Record<string, string> }
  } | null
  if (!said?.$metadata) return said?.cause ? answerIn(said.cause) : { status: null, retryAfter: null }
  return {
    // S3's own "too many" is a 503 with this name and mostly without a time.
    status: said.name === 'SlowDown' ? 429 : said.$metadata.httpStatusCode,
    retryAfter: said.$response?.headers?.['retry-after'],
  }
}

async function bucket(name: string): Promise<DriverContract> {
  const { S3_ENDPOINT, S3_REGION, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY } = env()
  // Loaded on demand: the client is large, and a shop on one machine never needs it.
  const { S3Driver } = await import('flydrive/drivers/s3')
  const credentials =
    S3_ACCESS_KEY_ID && S3_SECRET_ACCESS_KEY
      ? { accessKeyId: S3_ACCESS_KEY_ID, secretAccessKey: S3_SECRET_ACCESS_KEY }
      : undefined
  return new S3Driver({
    bucket: name,
    region: S3_REGION,
    endpoint: S3_ENDPOINT,
    // Other servers than Amazon's rarely answer under a host name for each bucket.
    forcePathStyle: Boolean(S3_ENDPOINT),
    credentials,
    visibility: 'private',
    supportsACL: false,
    requestHandler: { connectionTimeout: CONNECT_LIMIT_MS, requestTimeout: REQUEST_LIMIT_MS },
  })
}
