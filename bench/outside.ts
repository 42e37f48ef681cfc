import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

// The outside world with nothing in it that takes time: a bank in Stripe's protocol, mail in Resend's, a warehouse. What they
// cost is not ours to measure, so they keep their books in memory and answer after just so long as they are told to.

type Charge = { id: string; orderId: string; amount: number; currency: string }
const charges = new Map<string, Charge>()
let mails = 0
let shipments = 0
/** Milliseconds before the bank answers: always, or now and then much longer. */
let bank = { latencyMs: 0, tailMs: 0, tailShare: 0 }

createServer((request, response) => {
  void answer(request, response).catch(error => send(response, 500, { error: String(error) }))
}).listen(Number(process.env.OUTSIDE_PORT), '127.0.0.1')

async function answer(request: IncomingMessage, response: ServerResponse) {
  const body = await read(request)
  const path = request.url ?? ''
  if (path === '/_bench/bank' && request.method === 'POST') {
    bank = { ...bank, ...JSON.parse(body) }
    return send(response, 200, bank)
  }
  if (path === '/_bench/books')
    return send(response, 200, { charges: [...charges.values()], mails, shipments })
  if (path.startsWith('/v1/payment_intents')) {
    await pause(Math.random() < bank.tailShare ? bank.tailMs : bank.latencyMs)
    if (request.method === 'POST') return send(response, 200, intentOf(charge(body, request)))
    return send(response, 200, { object: 'list', has_more: false, data: [...charges.values()].map(intentOf) })
  }
  if (path.startsWith('/emails')) return send(response, 200, { id: `mail-${++mails}` })
  if (path.startsWith('/warehouse/')) {
    shipments++
    return send(response, 200, { state: 'received' })
  }
  send(response, 404, { error: `nobody is at ${path}` })
}

/** The same key is the same charge. */
function charge(body: string, request: IncomingMessage): Charge {
  const key = String(request.headers['idempotency-key'])
  const known = charges.get(key)
  if (known) return known
  const form = new URLSearchParams(body)
  const made = {
    id: `pi_${charges.size}`,
    orderId: form.get('metadata[order_id]') ?? '',
    amount: Number(form.get('amount')),
    currency: form.get('currency') ?? '',
  }
  charges.set(key, made)
  return made
}

function intentOf({ id, orderId, amount, currency }: Charge) {
  const card = { brand: 'visa', last4: '4242' }
  return {
    id,
    object: 'payment_intent',
    status: 'succeeded',
    amount,
    amount_received: amount,
    currency,
    metadata: { order_id: orderId },
    client_secret: `${id}_secret`,
    next_action: null,
    last_payment_error: null,
    latest_charge: { id: `ch_${id}`, amount_refunded: 0, payment_method_details: { card } },
  }
}

function send(response: ServerResponse, status: number, body: object) {
  const text = JSON.stringify(body)
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    'request-id': 'req_bench',
  })
  response.end(text)
}

async function read(request: IncomingMessage): Promise<string> {
  let body = ''
  for await (const chunk of request) body += chunk
  return body
}

const pause = (ms: number) => (ms > 0 ? new Promise(done => setTimeout(done, ms)) : undefined)
