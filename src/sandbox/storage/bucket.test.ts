import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  type S3ClientConfig,
} from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startWorld, type World } from '#sandbox/testing/world.ts'
import { SANDBOX_S3_KEY } from './signature.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())

const client = (more: S3ClientConfig = {}) =>
  new S3Client({
    endpoint: `${world.url}/s3`,
    region: 'eu-west-2',
    forcePathStyle: true,
    credentials: { accessKeyId: SANDBOX_S3_KEY.id, secretAccessKey: SANDBOX_S3_KEY.secret },
    maxAttempts: 1,
    ...more,
  })
const put = (Key: string, Body = 'one') =>
  client().send(new PutObjectCommand({ Bucket: 'orderly', Key, Body, ContentType: 'text/plain' }))
const get = (Key: string) => client().send(new GetObjectCommand({ Bucket: 'orderly', Key }))
const fault = (kind: string, more = {}) =>
  world.post('/_sandbox/faults', { service: 'storage', kind, ...more })

test('Amazon’s client puts, reads, looks at, lists and deletes an object, whatever letters its key has', async () => {
  const key = 'a folder/(übel) & so+on’s*.txt'
  const { ETag } = await put(key)
  expect(await (await get(key)).Body?.transformToString()).toBe('one')
  const head = await client().send(new HeadObjectCommand({ Bucket: 'orderly', Key: key }))
  expect(head).toMatchObject({ ContentLength: 3, ContentType: 'text/plain', ETag })
  const list = new ListObjectsV2Command({ Bucket: 'orderly', Prefix: 'a folder/' })
  expect((await client().send(list)).Contents).toMatchObject([{ Key: key, Size: 3, ETag }])
  await client().send(new DeleteObjectCommand({ Bucket: 'orderly', Key: key }))
  await expect(get(key)).rejects.toMatchObject({ name: 'NoSuchKey' })
})

test('a long list comes page by page, and one bucket knows nothing of another', async () => {
  for (const name of ['1', '2', '3']) await put(`pages/${name}`)
  const list = (ContinuationToken?: string, Bucket = 'orderly') =>
    client().send(new ListObjectsV2Command({ Bucket, Prefix: 'pages/', MaxKeys: 2, ContinuationToken }))
  const first = await list()
  expect(first.IsTruncated).toBe(true)
  const second = await list(first.NextContinuationToken)
  const keys = [...(first.Contents ?? []), ...(second.Contents ?? [])].map(({ Key }) => Key)
  expect(keys).toEqual(['pages/1', 'pages/2', 'pages/3'])
  expect((await list(undefined, 'another')).KeyCount).toBe(0)
})

test('a presigned address opens an object without a key until its time is over, and only as it was signed', async () => {
  await put('signed.txt')
  const sign = (signingDate: Date) =>
    getSignedUrl(client(), new GetObjectCommand({ Bucket: 'orderly', Key: 'signed.txt' }), {
      expiresIn: 60,
      signingDate,
    })
  const url = await sign(new Date())
  expect(await (await fetch(url)).text()).toBe('one')
  expect((await fetch(url.replace('signed.txt', 'other.txt'))).status).toBe(403)
  expect((await fetch(await sign(new Date(Date.now() - 61_000)))).status).toBe(403)
})

test('a call without a key, with another key or with a wrong secret is refused', async () => {
  expect((await fetch(`${world.url}/s3/orderly/signed.txt`)).status).toBe(403)
  const by = (accessKeyId: string, secretAccessKey: string) =>
    client({ credentials: { accessKeyId, secretAccessKey } }).send(
      new GetObjectCommand({ Bucket: 'orderly', Key: 'signed.txt' }),
    )
  await expect(by('somebody', SANDBOX_S3_KEY.secret)).rejects.toMatchObject({ name: 'InvalidAccessKeyId' })
  await expect(by(SANDBOX_S3_KEY.id, 'wrong')).rejects.toMatchObject({ name: 'SignatureDoesNotMatch' })
})

test('an object that is too large is refused', async () => {
  await expect(put('large', 'x'.repeat(33 * 1024 * 1024))).rejects.toMatchObject({ name: 'EntityTooLarge' })
})

test('its faults are S3’s own: SlowDown with a time, an inner error, an outage, a lost answer', async () => {
  await fault('rate_limit', { ms: 7_000 })
  await expect(put('a')).rejects.toMatchObject({
    name: 'SlowDown',
    $response: { headers: { 'retry-after': '7' } },
  })
  await fault('error_500')
  await expect(put('a')).rejects.toMatchObject({ name: 'InternalError' })
  await fault('down')
  await expect(put('a')).rejects.toMatchObject({ $metadata: { httpStatusCode: 503 } })
  await expect(get('a')).rejects.toMatchObject({ name: 'NoSuchKey' })
  await fault('timeout_after', { ms: 20 })
  await expect(put('a')).rejects.toThrow()
  expect(await (await get('a')).Body?.transformToString()).toBe('one')
})
