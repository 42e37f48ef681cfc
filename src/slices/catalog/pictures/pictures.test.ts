import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { env } from '#platform/lib/env.ts'
import { strikeWith } from '#platform/lib/fault-points.ts'
import { storage } from '#platform/outside/storage.ts'
import { createApiKey } from '#platform/rights/api-key.ts'
import { askSandbox } from '#proof/testing/ask-sandbox.ts'
import { openRestShop, type RestShop } from '#proof/testing/rest-shop.ts'
import { stockUp } from '#proof/testing/stock-up.ts'
import { readDeskProduct } from '../desk/product-queries.ts'
import { sellableVariants } from '../price-lines.ts'
import { readProduct } from '../queries.ts'
import { loosePictureFiles } from '../schema.ts'
import { answerPicture } from './answer-picture.ts'
import { changePicture, orderPictures, removePicture } from './change-picture.ts'
import { sweepFiles } from './delete-files.ts'
import { deleteFilesQueue, makeSizesQueue } from './jobs.ts'
import { keysOf, originalKey, readAddress } from './picture-file.ts'
import { MOST_BYTES } from './upload-limits.ts'
import { srcSetOf, widthsOf } from './widths.ts'

let shop: RestShop
let headers: Record<string, string>
let productId: string
let photo: Buffer
beforeAll(async () => {
  shop = await openRestShop()
  photo = await plain().jpeg().toBuffer()
  headers = { authorization: `Bearer ${await key('*')}` }
  productId = await product('JUG')
})
afterEach(() => strikeWith(undefined))
afterAll(() => shop.close())

async function key(...may: string[]) {
  const made = {
    id: uuidv7(),
    name: 'Camera',
    may,
    createdBy: 'system:command',
    createdAt: new Date(),
    expiresAt: null,
  }
  return (await createApiKey(shop.db, made)).secret
}
async function product(sku: string) {
  await stockUp(shop.db, { sku })
  const [found] = await shop.db.$client`select product_id as id from variants where sku = ${sku}`
  return String(found?.id)
}
const plain = (size = { width: 1_200, height: 900 }, background = '#a63') =>
  sharp({ create: { ...size, channels: 3, background } })

type Sent = { id?: string; alt?: string; to?: string; by?: Record<string, string> }
async function send(
  bytes: Uint8Array,
  { id = uuidv7(), alt = 'A jug', to = productId, by = headers }: Sent = {},
) {
  const address = `/api/v1/admin/products/${to}/pictures?id=${id}&alt=${encodeURIComponent(alt)}`
  const answer = await shop.app.request(address, {
    method: 'POST',
    headers: { ...by, 'content-type': 'image/jpeg' },
    body: Buffer.from(bytes),
  })
  return { id, status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}
const pictureOf = async (id: string) =>
  (await readDeskProduct(shop.db, productId))?.pictures.find(one => one.id === id)
async function fileOf(id: string) {
  const file = readAddress((await pictureOf(id))?.url ?? '')
  if (!file) throw new Error('The picture has no files.')
  return file
}
const original = async (id: string) =>
  Buffer.from((await (await storage()).read(originalKey((await fileOf(id)).name))) ?? [])
const makeSizes = (id: string, attempt = 1) =>
  makeSizesQueue.perform(shop.ctx, { pictureId: id }, { id: uuidv7(), attempt })
const get = (url: string) =>
  answerPicture(new Request(new URL(url, 'http://shop')), url.replace('/pictures/', ''))
const storedFiles = () => readdirSync(join(env().DATA_DIR, 'storage', 'pictures')).sort()
async function audit() {
  const answer = await shop.send('GET', `/api/v1/admin/audit?entity=product&entityId=${productId}`, {
    headers,
  })
  return answer.body.entries as { action: string; after: object }[]
}

describe('A picture that is added', () => {
  test('is being made, and stands on every page and in every size when the worker has done its work', async () => {
    const { id, status, body } = await send(photo, { alt: 'A jug with a blue rim' })
    expect(status).toBe(201)
    expect(body).toEqual({
      id,
      url: null,
      alt: 'A jug with a blue rim',
      colour: null,
      state: 'making',
      failure: null,
    })
    const before = await readProduct(shop.db, 'jug')
    expect(before.pictures).toEqual([])
    await makeSizes(id)
    const { pictures } = await readProduct(shop.db, 'jug')
    expect(pictures).toEqual([
      { url: (await pictureOf(id))?.url, alt: 'A jug with a blue rim', colour: null },
    ])
    expect((await sellableVariants(shop.db, ['JUG'])).get('JUG')?.imageUrl).toBe(pictures[0]?.url)
    const [ware] = await shop.db.$client`select image_url as url from wares where sku = 'JUG'`
    expect(ware?.url).toBe(pictures[0]?.url)
    expect(srcSetOf(pictures[0]?.url ?? '')?.replace(/\/[^ ]*/g, '')).toBe(' 320w, 640w, 960w, 1200w')
    expect(srcSetOf('/pictures/stoneware-mug.moss.front.svg')).toBeUndefined()
    expect(widthsOf(320)).toEqual([320])
    expect(widthsOf(4_000)).toEqual([320, 640, 960, 1_600])
    for (const width of [320, 640, 960, 1_200]) {
      const answer = await get((pictures[0]?.url ?? '').replace('.960.', `.${width}.`))
      expect(answer.status).toBe(200)
      expect(answer.headers.get('cache-control')).toContain('immutable')
      const shown = await sharp(await answer.arrayBuffer()).metadata()
      expect([shown.format, shown.width, shown.height]).toEqual(['webp', width, width * 0.75])
    }
    expect(await shop.db.select().from(loosePictureFiles)).toEqual([])
    expect((await audit())[0]).toMatchObject({
      action: 'products.add-picture',
      before: { pictures: [] },
      after: { pictures: ['A jug with a blue rim'] },
    })
  })

  test('twice, also at once, is one picture; its id opens nothing else', async () => {
    const id = uuidv7()
    const both = await Promise.all([send(photo, { id }), send(photo, { id })])
    expect(both.map(({ status }) => status)).toEqual([201, 201])
    expect((await send(photo, { id })).status).toBe(201)
    const all = (await readDeskProduct(shop.db, productId))?.pictures ?? []
    expect(all.filter(one => one.id === id)).toHaveLength(1)
    const other = await plain(undefined, '#36a').jpeg().toBuffer()
    expect((await send(other, { id })).body).toMatchObject({ code: 'idempotency_key_reused' })
    expect((await send(photo, { id, to: await product('CUP') })).body).toMatchObject({
      code: 'idempotency_key_reused',
    })
  })

  test('needs words, a product and the permission', async () => {
    expect((await send(photo, { alt: ' ' })).status).toBe(422)
    expect((await send(photo, { to: uuidv7() })).status).toBe(404)
    const reader = { authorization: `Bearer ${await key('products.read')}` }
    expect((await send(photo, { by: reader })).body).toMatchObject({
      code: 'forbidden',
      permission: 'products.write',
    })
  })
})

describe('Of a photograph nothing is kept but the picture:', () => {
  test('no place, no camera, no thumbnail, no text, and it stands upright in sRGB', async () => {
    const withPast = await plain({ width: 800, height: 400 })
      .withExif({
        IFD0: { Make: 'Secret Camera', Copyright: 'Ada Moss', ImageDescription: 'At home' },
        IFD3: {
          GPSLatitudeRef: 'N',
          GPSLatitude: '51/1 30/1 0/1',
          GPSLongitudeRef: 'W',
          GPSLongitude: '0/1 7/1 0/1',
        },
      })
      .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"><who>Ada Moss</who></x:xmpmeta>')
      .withIccProfile('p3')
      .jpeg()
      .toBuffer()
    const turned = await sharp(withPast).keepMetadata().withMetadata({ orientation: 6 }).jpeg().toBuffer()
    const past = await sharp(turned).metadata()
    expect(past.exif?.toString('latin1')).toContain('Secret Camera')
    expect(past.orientation).toBe(6)
    const { id, status } = await send(turned)
    expect(status).toBe(201)
    const kept = await original(id)
    const { exif, xmp, icc, iptc, orientation, width, height, space } = await sharp(kept).metadata()
    expect({ exif, xmp, icc, iptc, orientation }).toEqual({})
    expect({ width, height, space }).toEqual({ width: 400, height: 800, space: 'srgb' })
    for (const word of ['Exif', 'Secret', 'Ada', 'xmpmeta', 'ICC_PROFILE'])
      expect(kept.includes(word), word).toBe(false)
    await makeSizes(id)
    const shown = await get((await pictureOf(id))?.url ?? '')
    const bytes = Buffer.from(await shown.arrayBuffer())
    expect(await sharp(bytes).metadata()).not.toHaveProperty('exif')
  })

  test('what hides behind its end or in its comments is gone', async () => {
    const script = Buffer.from('<script>alert(1)</script>PK\x03\x04')
    const comment = Buffer.concat([Buffer.from([0xff, 0xfe, 0, script.length + 2]), script])
    const polyglot = Buffer.concat([photo.subarray(0, 2), comment, photo.subarray(2), script])
    const { id, status } = await send(polyglot)
    expect(status).toBe(201)
    expect((await original(id)).includes('<script>')).toBe(false)
  })

  test('one wider than four thousand pixels is kept at that, and a see-through one stays so', async () => {
    const large = await send(await plain({ width: 6_000, height: 1_500 }).jpeg().toBuffer())
    expect(await fileOf(large.id)).toMatchObject({ width: 4_000, height: 1_000 })
    const clear = sharp({ create: { width: 300, height: 300, channels: 4, background: '#0000' } })
    const { id } = await send(await clear.png().toBuffer())
    expect((await sharp(await original(id)).metadata()).hasAlpha).toBe(true)
  })

  test.each(['png', 'webp', 'avif'] as const)('a %s is taken too, whatever it calls itself', async format => {
    const { status, id } = await send(await plain({ width: 400, height: 400 }).toFormat(format).toBuffer())
    expect(status).toBe(201)
    expect((await sharp(await original(id)).metadata()).format).toBe('jpeg')
  })
})

describe('A file that is no such picture is refused with a sentence, and nothing is stored:', () => {
  const png = () => plain({ width: 400, height: 400 }).png().toBuffer()
  /** The header says so many pixels, in a file of a few hundred bytes. */
  const bomb = async () => {
    const bytes = await png()
    bytes.writeUInt32BE(50_000, 16)
    bytes.writeUInt32BE(50_000, 20)
    bytes.writeUInt32BE(crcOf(bytes.subarray(12, 29)), 29)
    return bytes
  }
  const moving = async () => {
    const frames = ['#a63', '#36a'].map(colour => plain({ width: 300, height: 300 }, colour).png().toBuffer())
    return sharp(await Promise.all(frames), { join: { animated: true } })
      .webp({ loop: 0 })
      .toBuffer()
  }
  const files: [string, () => Promise<Buffer> | Buffer, RegExp][] = [
    ['nothing', () => Buffer.alloc(0), /no picture/],
    ['a text', () => Buffer.from('Good morning'), /no picture/],
    ['a page that says it is a JPEG', () => Buffer.from('<html><body>photo.jpg</body></html>'), /no picture/],
    [
      'an SVG',
      () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'),
      /An SVG cannot/,
    ],
    ['an SVG behind its prologue', () => Buffer.from('\ufeff <?xml version="1.0"?><svg/>'), /An SVG cannot/],
    ['a GIF', () => plain({ width: 300, height: 300 }).gif().toBuffer(), /A GIF cannot/],
    ['a HEIC photo', () => Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'), /HEIC.*JPEG/],
    ['a film', () => Buffer.from('\0\0\0\x18ftypisom\0\0\0\0isommp42', 'latin1'), /no picture/],
    ['a JPEG that was cut off', () => photo.subarray(0, photo.length / 2), /damaged or was cut off/],
    ['a JPEG of three bytes', () => Buffer.from([0xff, 0xd8, 0xff]), /damaged or was cut off/],
    ['a PNG with a broken heart', async () => (await png()).fill(7, 60, 200), /damaged or was cut off/],
    [
      'an AVIF that is nothing but its name',
      () => Buffer.from('\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf', 'latin1'),
      /damaged or was cut off/,
    ],
    ['a bomb', bomb, /more than 60 million pixels/],
    ['an icon', () => plain({ width: 64, height: 64 }).png().toBuffer(), /too small/],
    ['a picture that moves', moving, /moves/],
  ]
  test.each(files)('%s', async (_, make, sentence) => {
    const before = storedFiles()
    const { status, body, id } = await send(await make())
    expect(body).toMatchObject({ code: 'validation_failed', detail: expect.stringMatching(sentence) })
    expect(status).toBe(422)
    expect(storedFiles()).toEqual(before)
    expect(await pictureOf(id)).toBeUndefined()
  })

  test('one byte too many, announced or not', async () => {
    const large = Buffer.alloc(MOST_BYTES + 1)
    photo.copy(large)
    expect((await send(large)).body).toMatchObject({ code: 'malformed', status: 413 })
    const stream = new ReadableStream({
      pull(controller) {
        controller.enqueue(new Uint8Array(1024 * 1024))
      },
    })
    const unannounced = await shop.app.request(`/api/v1/admin/products/${productId}/pictures?alt=x`, {
      method: 'POST',
      headers,
      body: stream,
      duplex: 'half',
    } as RequestInit)
    expect(unannounced.status).toBe(413)
  })
})

describe('When something breaks,', () => {
  test('an upload that dies behind its file is done by sending it again, and leaves nothing', async () => {
    strikeWith(point => {
      if (point === 'picture.stored') throw new Error('struck')
    })
    const id = uuidv7()
    expect((await send(photo, { id })).status).toBe(500)
    expect(await pictureOf(id)).toBeUndefined()
    expect(await shop.db.select().from(loosePictureFiles)).toHaveLength(1)
    strikeWith(undefined)
    expect((await send(photo, { id })).status).toBe(201)
    expect(await shop.db.select().from(loosePictureFiles)).toEqual([])
  })

  test('the files of an upload that nobody finishes are gone after a day, and those of a picture never', async () => {
    strikeWith(point => {
      if (point === 'picture.stored') throw new Error('struck')
    })
    await send(photo)
    strikeWith(undefined)
    const { id } = await send(photo)
    const { name } = await fileOf(id)
    await shop.db.insert(loosePictureFiles).values({ name, pictureId: id, since: new Date() })
    const [loose] = (await shop.db.select().from(loosePictureFiles)).filter(one => one.name !== name)
    expect(storedFiles()).toContain(`${loose?.name}.original`)
    expect(await sweepFiles(shop.ctx)).toBe(0)
    const tomorrow = () => new Date(Date.now() + 25 * 3_600_000)
    expect(await sweepFiles({ ...shop.ctx, now: tomorrow })).toBe(2)
    expect(storedFiles()).not.toContain(`${loose?.name}.original`)
    expect(storedFiles()).toContain(`${name}.original`)
    expect(await shop.db.select().from(loosePictureFiles)).toEqual([])
  })

  test('staff read why a picture is not ready, and it becomes ready when the storage is back', async () => {
    const { id } = await send(photo)
    await askSandbox(shop).fault({ service: 'storage', kind: 'down', count: 2 })
    await expect(makeSizes(id)).rejects.toThrow('The storage is out of order')
    expect(await pictureOf(id)).toMatchObject({
      state: 'making',
      failure: 'The storage is out of order (503).',
    })
    await expect(makeSizes(id, 13)).rejects.toThrow('The storage is out of order')
    expect(await pictureOf(id)).toMatchObject({ state: 'failed' })
    strikeWith(point => {
      if (point === 'picture.sizes-stored') throw new Error('struck')
    })
    await expect(makeSizes(id)).rejects.toThrow('struck')
    strikeWith(undefined)
    await makeSizes(id)
    expect(await pictureOf(id)).toMatchObject({ state: 'ready', failure: null })
  })

  test('people see the stand-in while the storage is away or has lost the file, and nobody keeps it', async () => {
    const { id } = await send(photo)
    await makeSizes(id)
    const url = (await pictureOf(id))?.url ?? ''
    await askSandbox(shop).fault({ service: 'storage', kind: 'down', count: 1 })
    const away = await get(url)
    expect([away.status, away.headers.get('cache-control')]).toEqual([503, 'no-store'])
    expect(await away.text()).toContain('<svg')
    expect((await get(url)).status).toBe(200)
    const never = await get(`/pictures/${'0'.repeat(24)}.400x400.320.webp`)
    expect([never.status, never.headers.get('content-type')]).toEqual([404, 'image/svg+xml; charset=utf-8'])
    for (const odd of [`${'0'.repeat(24)}.400x400.321.webp`, '..%2f..%2fetc.webp', 'x.webp'])
      expect((await get(`/pictures/${odd}`)).status).toBe(404)
  })
})

test('A picture that is removed is off the pages at once, and a job deletes its files', async () => {
  const { id } = await send(photo)
  await makeSizes(id)
  const file = await fileOf(id)
  const remove = () => shop.send('DELETE', `/api/v1/admin/products/${productId}/pictures/${id}`, { headers })
  expect((await remove()).status).toBe(200)
  expect(await pictureOf(id)).toBeUndefined()
  const [loose] = await shop.db.select().from(loosePictureFiles)
  await deleteFilesQueue.perform(
    shop.ctx,
    { name: file.name, since: loose?.since.toISOString() },
    { id: uuidv7(), attempt: 1 },
  )
  expect(storedFiles().filter(name => keysOf(file).includes(`pictures/${name}`))).toEqual([])
  expect((await remove()).status).toBe(200)
  await makeSizes(id)
})

test('Staff change the words and the order, and a picture that was added meanwhile stays behind them', async () => {
  const id = await product('BOWL')
  const [a, b, c] = await Promise.all(
    ['A', 'B', 'C'].map(async alt => (await send(photo, { to: id, alt })).id),
  )
  const order = async () => (await readDeskProduct(shop.db, id))?.pictures.map(one => one.alt).join('')
  await orderPictures(shop.ctx, { id, pictureIds: [b ?? '', a ?? '', c ?? ''] })
  expect(await order()).toBe('BAC')
  await orderPictures(shop.ctx, { id, pictureIds: [c ?? ''] })
  expect(await order()).toBe('CBA')
  await changePicture(shop.ctx, { id, pictureId: b ?? '', alt: 'D', colour: undefined })
  expect(await order()).toBe('CDA')
  const elsewhere = { id: productId, pictureId: b ?? '' }
  await expect(changePicture(shop.ctx, { ...elsewhere, alt: 'E', colour: undefined })).rejects.toThrow(
    'no such picture',
  )
  await expect(orderPictures(shop.ctx, { id: productId, pictureIds: [b ?? ''] })).rejects.toThrow(
    'no such picture',
  )
  await removePicture(shop.ctx, elsewhere)
  expect(await order()).toBe('CDA')
})

/** As a PNG wants it behind each of its chunks (RFC 2083, 15). */
function crcOf(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return (crc ^ 0xffffffff) >>> 0
}
