import { z } from 'zod'

/** Calls the shop's own REST surface; `path` begins below `/api/v1/admin`. */
export type AskShop = (
  method: 'GET' | 'POST',
  path: string,
  body?: unknown,
) => Promise<{ status: number; body: unknown }>

/** A shop that takes longer is asked again at the next look. */
const longestAnswerMs = 15_000

/** Asks the shop at `url` with an API key. */
export const askOver =
  (url: string, key: string): AskShop =>
  async (method, path, body) => {
    const answer = await fetch(`${url}/api/v1/admin${path}`, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(longestAnswerMs),
    })
    return { status: answer.status, body: await answer.json().catch(() => null) }
  }

const floorsAnswer = z.object({
  floors: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      labels: z.enum(['typed', 'bought']),
      waiting: z.number(),
      putBack: z.number(),
      lastWave: z.object({ id: z.string(), by: z.string(), madeAt: z.iso.datetime() }).nullable(),
    }),
  ),
})
const parcelsAnswer = z.object({
  parcels: z.array(
    z.object({
      id: z.string(),
      orderNumber: z.string(),
      shippingMethod: z.string(),
      takenAt: z.iso.datetime(),
      lines: z.array(z.object({ sku: z.string(), bin: z.string().nullable(), picked: z.number() })),
    }),
  ),
})
const tasksAnswer = z.object({
  tasks: z.array(
    z.object({
      id: z.string(),
      sku: z.string(),
      wanted: z.number(),
      picked: z.number(),
      short: z.number(),
      parcels: z.array(z.object({ parcel: z.string(), orderNumber: z.string() })),
    }),
  ),
  nextCursor: z.string().nullable(),
})
const problemAnswer = z.object({ detail: z.string() })

export type ShopFloor = z.infer<typeof floorsAnswer>['floors'][number]
export type WaitingParcel = z.infer<typeof parcelsAnswer>['parcels'][number]
export type PickedLine = WaitingParcel['lines'][number]
export type WalkTask = z.infer<typeof tasksAnswer>['tasks'][number]
export type SentScan = {
  id: string
  kind: 'pick' | 'put_back'
  task?: string
  parcel?: string
  bin?: string
  code: string
  quantity: number
  at: string
}

/** The shop refused a call, and the same call would be refused again. */
export class Refused extends Error {}

/** The floors of the shop's own warehouses, as its REST surface shows and moves them. Every call may be repeated. */
export function shopFloors(ask: AskShop) {
  async function call<Answer>(schema: z.ZodType<Answer>, ...sent: Parameters<AskShop>): Promise<Answer> {
    const { status, body } = await ask(...sent)
    if (status < 300) return schema.parse(body)
    const said = problemAnswer.safeParse(body).data?.detail ?? `The shop answered ${status}.`
    if (status === 404 || status === 409 || status === 422) throw new Refused(said)
    throw new Error(said)
  }
  return {
    floors: async () => (await call(floorsAnswer, 'GET', '/floors')).floors,
    listed: async (code: string, list: 'waiting' | 'put_back') =>
      (await call(parcelsAnswer, 'GET', `/floor?warehouse=${encodeURIComponent(code)}&list=${list}`)).parcels,
    makeWave: (wave: { id: string; warehouse: string; most: number }) =>
      call(z.unknown(), 'POST', '/waves', { ...wave, kind: 'cluster' }),
    async walk(wave: string): Promise<WalkTask[]> {
      const walked: WalkTask[] = []
      let cursor: string | null = null
      do {
        const path: string = `/tasks?wave=${wave}${cursor ? `&cursor=${cursor}` : ''}`
        const page: z.infer<typeof tasksAnswer> = await call(tasksAnswer, 'GET', path)
        walked.push(...page.tasks)
        cursor = page.nextCursor
      } while (cursor)
      return walked
    },
    scan: (scans: readonly SentScan[]) => call(z.unknown(), 'POST', '/scans', scans),
    pack: (parcel: string) => call(z.unknown(), 'POST', `/parcels/${parcel}/pack`, {}),
    handOver: (parcel: string, typed: { carrier: string; trackingNumber: string } | null) =>
      call(z.unknown(), 'POST', `/parcels/${parcel}/hand-over`, typed ?? {}),
    delivered: (parcel: string) => call(z.unknown(), 'POST', `/parcels/${parcel}/delivered`),
  }
}
export type ShopFloors = ReturnType<typeof shopFloors>
