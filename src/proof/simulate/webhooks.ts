import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { answerScan } from '#slices/carriers/webhook.ts'
import { answerCallback } from '#slices/fulfillment/webhook.ts'
import { followChange } from '#slices/orders/bank/follow-change.ts'
import { receiveWebhook } from '#slices/payments/webhook.ts'
import type { Process } from './process.ts'
import { noteSurprise } from './shopper.ts'
import { see, type World } from './world.ts'

/** The bank's webhooks have a signature, those of warehouse and carrier have theirs in headers of another standard. */
type Webhook = { rawBody: string; signature: string; headers: Headers }

/** The receiver of the webhooks of bank, warehouse and carrier: they are taken in at once, and carried to the shop as the weather allows. */
export type Postbag = { url: string; take: () => Webhook[]; close: () => void }

export async function openPostbag(): Promise<Postbag> {
  let waiting: Webhook[] = []
  const server: Server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    waiting.push({
      rawBody: Buffer.concat(chunks).toString(),
      signature: String(request.headers['stripe-signature'] ?? ''),
      headers: new Headers(request.headers as Record<string, string>),
    })
    response.end('ok')
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    take() {
      // Several come at once on lines of their own, in an order that is not the seed's.
      const taken = waiting.sort((one, other) => sortKey(one).localeCompare(sortKey(other)))
      waiting = []
      return taken
    },
    close: () => server.close(),
  }
}

function sortKey({ rawBody }: Webhook): string {
  const { type, data } = JSON.parse(rawBody) as {
    type: string
    data: {
      orderId?: string
      parcelId?: string
      object?: { metadata?: { order_id?: string }; amount?: number }
    }
  }
  return `${data.orderId ?? data.parcelId ?? data.object?.metadata?.order_id} ${type} ${data.object?.amount}`
}

const MOST_TRIES = 3

/** Each webhook may be lost, doubled, late and out of order; one that is not accepted comes again. */
export function carry(world: World, webs: readonly Process[], webhooks: readonly Webhook[]) {
  const { scheduler, weather, faults, stormy } = world
  for (const webhook of webhooks) {
    if (stormy && faults.chance(weather.dropChance)) {
      see(world, isCallback(webhook) ? 'call-back: lost' : 'webhook: lost')
      continue
    }
    const copies = stormy && faults.chance(weather.doubleChance) ? 2 : 1
    if (copies === 2) see(world, 'webhook: doubled')
    for (let copy = 0; copy < copies; copy++) {
      const late = faults.chance(0.3)
      if (late) see(world, 'webhook: late and out of order')
      scheduler.after(late ? faults.int(1_000, 90_000) : faults.int(5, 300), 'webhook', () =>
        isCallback(webhook) ? callBack(world, webs, webhook) : deliver(world, webs, webhook),
      )
    }
  }
}

const isCallback = ({ headers }: Webhook) => headers.has('webhook-id')

async function callBack(world: World, webs: readonly Process[], { rawBody, headers }: Webhook) {
  const { scheduler, faults } = world
  const isScan = rawBody.startsWith('{"type":"tracking.')
  for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
    const answer = await faults
      .pick(webs)
      .call('call-back', { kind: 'system', name: isScan ? 'carrier' : 'warehouse' }, ctx =>
        isScan ? answerScan(ctx, headers, rawBody) : answerCallback(ctx, headers, rawBody),
      )
    noteSurprise(world, 'call-back', answer)
    if (answer.kind === 'answered' && answer.value.ok) return
    await scheduler.wait(faults.int(2_000, 20_000))
  }
}

async function deliver(world: World, webs: readonly Process[], webhook: Webhook) {
  const { scheduler, faults } = world
  for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
    const answer = await faults
      .pick(webs)
      .call('webhook', { kind: 'system', name: 'payment-webhook' }, ctx =>
        receiveWebhook(ctx, webhook, (orderId, change) => followChange(ctx, orderId, change)),
      )
    noteSurprise(world, 'webhook', answer)
    if (answer.kind === 'answered' && answer.value.status === 200) return
    if (answer.kind === 'answered' && answer.value.status === 400) {
      world.surprises.push('a webhook of the bank was refused as not its own')
      return
    }
    await scheduler.wait(faults.int(2_000, 20_000))
  }
}
