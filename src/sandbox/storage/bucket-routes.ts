import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { takeFault } from '#sandbox/faults/live-faults.ts'
import { meetFaultsOnTheWay, meetLatency } from '#sandbox/faults/meet-faults.ts'
import type { Sandbox, SandboxEnv } from '#sandbox/sandbox.ts'
import { etagOf, findObject, forgetObject, type KeptObject, keepObject, listObjects } from './objects.ts'
import { inXml, refuse, xml } from './s3-answer.ts'
import { wrongSignature } from './signature.ts'

/** Above the largest picture: sixteen million pixels as a JPEG. */
const largestObject = 32 * 1024 * 1024
const longestKeyBytes = 1024
/** S3's own. */
const mostListed = 1000
const bucketName = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/

/**
 * The part of S3 that the shop uses, path style, mounted at `/s3`: `S3_ENDPOINT=http://localhost:3001/s3`. Any bucket that is named is
 * there. Calls must be signed with the sandbox's key.
 */
export function bucketRoutes(sandbox: Sandbox) {
  const { store } = sandbox
  const app = new Hono<SandboxEnv>()
  app.use(bodyLimit({ maxSize: largestObject, onError: () => refuse('EntityTooLarge') }))
  app.use(meetFaultsOnTheWay(sandbox, 'storage', () => refuse('SlowDown')))
  app.use(async (c, next) => {
    const wrong = wrongSignature({
      method: c.req.method,
      target: c.env.incoming.url ?? '',
      header: name => c.req.header(name),
      body: new Uint8Array(await c.req.arrayBuffer()),
      nowMs: Date.now(),
    })
    if (wrong) return refuse(wrong)
    if (takeFault(store, 'storage', 'error_500')) return refuse('InternalError')
    return next()
  })
  app.use(meetLatency(sandbox, 'storage'))
  app.use('/:bucket/*', async (c, next) =>
    bucketName.test(c.req.param('bucket')) ? next() : refuse('InvalidBucketName'),
  )
  app.on('GET', ['/:bucket', '/:bucket/'], c =>
    c.req.query('list-type') === '2' ? list(sandbox, c) : refuse('NotImplemented'),
  )
  app.put('/:bucket/:key{.+}', c => put(sandbox, c))
  app.get('/:bucket/:key{.+}', c => {
    const object = findObject(store, c.req.param('bucket'), c.req.param('key'))
    return object ? answerObject(sandbox, c, object) : refuse('NoSuchKey')
  })
  app.delete('/:bucket/:key{.+}', c => {
    forgetObject(store, c.req.param('bucket'), c.req.param('key'))
    return c.body(null, 204)
  })
  app.all('*', () => refuse('NotImplemented'))
  return app
}

/** Copies and bodies sent in pieces are parts of S3 that the shop does not use. */
const notPlayed = ['x-amz-copy-source', 'x-amz-decoded-content-length']

async function put({ store }: Sandbox, c: Context<SandboxEnv>): Promise<Response> {
  const { bucket = '', key = '' } = c.req.param()
  if (notPlayed.some(name => c.req.header(name) !== undefined) || c.req.query('uploadId') !== undefined)
    return refuse('NotImplemented')
  if (Buffer.byteLength(key) > longestKeyBytes) return refuse('KeyTooLongError')
  const body = new Uint8Array(await c.req.arrayBuffer())
  const [checksum_name, checksum] = Object.entries(c.req.header()).find(isChecksum) ?? [null, null]
  const object = {
    body,
    content_type: c.req.header('content-type') ?? 'binary/octet-stream',
    checksum_name,
    checksum,
  }
  if (!takeFault(store, 'storage', 'lose_object')) keepObject(store, bucket, key, object)
  return c.body(null, 200, { ETag: etagOf(body) })
}

const isChecksum = ([name]: [string, string]) =>
  /^x-amz-checksum-(crc32|crc32c|crc64nvme|sha1|sha256)$/.test(name)

function answerObject({ store }: Sandbox, c: Context<SandboxEnv>, object: KeptObject): Response {
  const isRead = c.req.method === 'GET'
  const body = Uint8Array.from(object.body)
  if (isRead && body.length > 0 && takeFault(store, 'storage', 'damage_object')) body[0] = (body[0] ?? 0) ^ 1
  const asksChecksum = c.req.header('x-amz-checksum-mode') === 'ENABLED'
  return c.body(body, 200, {
    'Content-Type': object.content_type,
    'Content-Length': String(body.length),
    ETag: object.etag,
    'Last-Modified': new Date(object.put_at_ms).toUTCString(),
    ...(asksChecksum && object.checksum_name && { [object.checksum_name]: object.checksum ?? '' }),
  })
}

function list({ store }: Sandbox, c: Context<SandboxEnv>): Response {
  const { bucket = '' } = c.req.param()
  const { prefix = '', delimiter, 'max-keys': asked = '', 'continuation-token': token } = c.req.query()
  if (delimiter) return refuse('NotImplemented')
  const most = /^\d{1,4}$/.test(asked) ? Math.min(Number(asked), mostListed) : mostListed
  const after = token ? Buffer.from(token, 'base64url').toString() : (c.req.query('start-after') ?? '')
  const found = listObjects(store, bucket, { prefix, after, most: most + 1 })
  const shown = found.slice(0, most)
  const last = shown.at(-1)?.key
  const more = found.length > most && last !== undefined
  const rows = shown.map(
    ({ key, size, etag, put_at_ms }) =>
      `<Contents><Key>${inXml(key)}</Key><LastModified>${new Date(put_at_ms).toISOString()}</LastModified><ETag>${inXml(etag)}</ETag><Size>${size}</Size><StorageClass>STANDARD</StorageClass></Contents>`,
  )
  const next = more
    ? `<NextContinuationToken>${Buffer.from(last).toString('base64url')}</NextContinuationToken>`
    : ''
  return xml(
    `<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>${inXml(bucket)}</Name><Prefix>${inXml(prefix)}</Prefix><KeyCount>${shown.length}</KeyCount><MaxKeys>${most}</MaxKeys><IsTruncated>${more}</IsTruncated>${next}${rows.join('')}</ListBucketResult>`,
  )
}
