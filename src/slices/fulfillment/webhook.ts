import { database } from '#platform/db/client.ts'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { jobSender } from '#platform/jobs/job-sender.ts'
import { env } from '#platform/lib/env.ts'
import { log } from '#platform/lib/log.ts'
import { readAtMost } from '#platform/outside/read-at-most.ts'
import { isSignedBy } from '#platform/outside/standard-webhook.ts'
import { LONGEST_ID } from './callback.ts'
import { receiveCallback } from './receive-callback.ts'

/** A call-back has a few hundred bytes; a sender of more is not the warehouse. */
const LARGEST_BODY_BYTES = 64 * 1024

/** `POST /api/webhooks/warehouse`. The warehouse sends a call-back again unless the answer is a 2xx. */
export async function answerWarehouseWebhook(request: Request): Promise<Response> {
  const ctx: Ctx = {
    db: database(),
    jobs: jobSender(),
    actor: { kind: 'system', name: 'warehouse' },
    log,
    now: () => new Date(),
  }
  const body = await readAtMost(request, LARGEST_BODY_BYTES)
  if (body === null) return answer(413, 'too large')
  return answerCallback(ctx, request.headers, body)
}

/** The same with a given context. `body` is the raw bytes, because the signature covers them. */
export async function answerCallback(ctx: Ctx, headers: Headers, body: string): Promise<Response> {
  const id = headers.get('webhook-id') ?? ''
  if (!isSignedBy(env().warehouse.webhookSecret, headers, body))
    return answer(401, 'The warehouse did not sign this call-back.')
  // The shop cannot store such an id, and sending the call-back again would not help.
  if (id.length > LONGEST_ID) return answer(400, 'not understood')
  try {
    const result = await receiveCallback(ctx, id, body)
    // The call-back is signed but unreadable, so it is kept and staff see the reason at the desk.
    return result === 'unreadable' ? answer(400, 'not understood') : answer(200, result)
  } catch (error) {
    ctx.log.error({ id, error: String(error) }, 'a warehouse call-back failed; it will come again')
    return answer(500, 'send it again')
  }
}

function answer(status: number, result: string): Response {
  return Response.json({ result }, { status })
}
