import type { ChildProcess, ForkOptions } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { env } from '#platform/lib/env.ts'
import { eventually } from '#proof/testing/eventually.ts'
import { keyFor } from '#proof/testing/key-for.ts'
import { openRestShop, type RestShop } from '#proof/testing/rest-shop.ts'
import { stockUp } from '#proof/testing/stock-up.ts'
import { readDeskProduct } from '../desk/product-queries.ts'
import { loosePictureFiles } from '../schema.ts'
import { answerPicture } from './answer-picture.ts'
import { makeSizesQueue } from './jobs.ts'

// The process that decodes is a real one, and really dies. The test only learns which one it is.
const born = vi.hoisted(() => ({ hear: (_: ChildProcess) => {}, program: process.execPath }))
vi.mock('node:child_process', async original => {
  const real = await original<typeof import('node:child_process')>()
  const fork = (script: string, given: string[], options: ForkOptions) => {
    const child = real.fork(script, given, { ...options, execPath: born.program })
    born.hear(child)
    return child
  }
  return { ...real, fork }
})

let shop: RestShop
let productId: string
let headers: Record<string, string>
let photo: Buffer
beforeAll(async () => {
  shop = await openRestShop()
  const { variantId } = await stockUp(shop.db, { sku: 'JUG' })
  const [variant] = await shop.db.$client`select product_id as id from variants where id = ${variantId}`
  productId = String(variant?.id)
  headers = { ...(await keyFor(shop.db, '*')), 'content-type': 'image/jpeg' }
  // So large that it is still being decoded when it is looked at.
  const size = { width: 7_500, height: 7_500, channels: 3 as const }
  photo = await sharp({ create: { ...size, background: '#a63' } })
    .jpeg()
    .toBuffer()
})
afterEach(() => {
  born.program = process.execPath
  born.hear = () => {}
})
afterAll(() => shop.close())

/** The memory that it holds grows by the picture's own size once it decodes. */
const DECODES_FROM_KB = 110_000
const heldKb = (pid: number) =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0)
const isLinux = existsSync('/proc/self/status')

/** Ends the next process that decodes, once it is in the midst of it, and no later one. */
function endNext(signal: NodeJS.Signals): Promise<void> {
  return new Promise((done, fail) => {
    born.hear = child => {
      born.hear = () => {}
      eventually(async () => expect(heldKb(child.pid ?? 0)).toBeGreaterThan(DECODES_FROM_KB)).then(() => {
        child.kill(signal)
        done()
      }, fail)
    }
  })
}

async function send(id = uuidv7(), bytes = photo) {
  const answer = await shop.app.request(`/api/v1/admin/products/${productId}/pictures?id=${id}&alt=A%20jug`, {
    method: 'POST',
    headers,
    body: Buffer.from(bytes),
  })
  return { id, status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}
const pictureOf = async (id: string) =>
  (await readDeskProduct(shop.db, productId))?.pictures.find(one => one.id === id)
const makeSizes = (id: string, attempt = 1) =>
  makeSizesQueue.perform(shop.ctx, { pictureId: id }, { id: uuidv7(), attempt })
const folder = () => join(env().DATA_DIR, 'storage', 'pictures')
const storedFiles = () => (existsSync(folder()) ? readdirSync(folder()) : [])

// The kernel kills what takes too much memory, a program in C aborts when it gets none, and a file may crash it.
test.runIf(isLinux).each(['SIGKILL', 'SIGABRT', 'SIGSEGV'] as const)(
  'an upload whose decoder dies (%s) is refused with a sentence, leaves nothing, and is done by sending it again',
  async signal => {
    const before = storedFiles()
    const ended = endNext(signal)
    const { id, status, body } = await send()
    await ended
    expect([status, body]).toMatchObject([
      422,
      { code: 'validation_failed', detail: expect.stringContaining('was cut short. Send it again') },
    ])
    expect(await pictureOf(id)).toBeUndefined()
    expect(storedFiles()).toEqual(before)
    expect(await shop.db.select().from(loosePictureFiles)).toEqual([])
    expect((await send(id)).status).toBe(201)
    expect(await pictureOf(id)).toMatchObject({ state: 'making', failure: null })
  },
)

test.runIf(isLinux)('those who wait behind it are read as ever', async () => {
  const ended = endNext('SIGKILL')
  const answers = await Promise.all([send(), send(), send()])
  await ended
  // Whichever of the three came first.
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 422])
})

test('one that dies before it has heard anything ends no more than itself', async () => {
  const large = Buffer.concat([photo, Buffer.alloc(12 * 1024 * 1024)])
  born.hear = child => {
    born.hear = () => {}
    child.kill('SIGKILL')
  }
  const { id, status } = await send(uuidv7(), large)
  expect([status, (await send(id, large)).status]).toEqual([422, 201])
})

test('one that cannot even be started, as when the machine is full, is an answer as well', async () => {
  born.program = '/no/such/program'
  const { id, status } = await send()
  born.program = process.execPath
  expect([status, (await send(id)).status]).toEqual([422, 201])
})

test.runIf(isLinux)('a job whose decoder dies says so to staff and is done at its next try', async () => {
  const { id } = await send()
  const ended = endNext('SIGKILL')
  await expect(makeSizes(id)).rejects.toThrow('was cut short')
  await ended
  expect(await pictureOf(id)).toMatchObject({
    state: 'making',
    failure: 'Making the sizes was cut short. If this stays so, upload it again.',
  })
  await makeSizes(id, 2)
  const picture = await pictureOf(id)
  expect(picture).toMatchObject({ state: 'ready', failure: null })
  const url = picture?.url ?? ''
  const shown = await answerPicture(new Request(new URL(url, 'http://shop')), url.replace('/pictures/', ''))
  expect(shown.status).toBe(200)
})

test.runIf(isLinux)(
  'when memory runs out it is the first to go, and not the process that sells',
  async () => {
    const looked = new Promise<string>((done, fail) => {
      born.hear = child =>
        eventually(async () => {
          const offered = readFileSync(`/proc/${child.pid}/oom_score_adj`, 'utf8').trim()
          expect(offered).toBe('1000')
          return offered
        }).then(done, fail)
    })
    const [offered, { status }] = await Promise.all([looked, send()])
    expect([offered, status]).toEqual(['1000', 201])
  },
)
