import { z } from 'zod'
import { database } from '#platform/db/client.ts'
import { isStorableJson } from '#platform/fields/storable.ts'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { jobSender } from '#platform/jobs/job-sender.ts'
import { env } from '#platform/lib/env.ts'
import { log } from '#platform/lib/log.ts'
import { readAtMost } from '#platform/outside/read-at-most.ts'
import { isSignedBy } from '#platform/outside/standard-webhook.ts'
import { readLabel } from './queries.ts'
import { followed, scanSchema } from './tracking/scan.ts'
import { takeScans } from './tracking/take-scans.ts'

/** A call-back has a few hundred bytes; a sender of more is not the carrier. */
const LARGEST_BODY_BYTES = 64 * 1024

const callbackSchema = z.object({ data: z.object({ labelId: z.uuid(), scan: scanSchema }) })

/** `POST /api/webhooks/carrier`. The carrier sends a call-back again unless the answer is a 2xx. */
export async function answerCarrierWebhook(request: Request): Promise<Response> {
  const ctx: Ctx = {
    db: database(),
    jobs: jobSender(),
    actor: { kind: 'system', name: 'carrier' },
    log,
    now: () => new Date(),
  }
  const body = await readAtMost(request, LARGEST_BODY_BYTES)
  if (body === null) return answer(413, 'too large')
  return answerScan(ctx, request.headers, body)
}

/** The same with a given context. `body` is the raw text, because the signature covers it. */
export async function answerScan(ctx: Ctx, headers: Headers, body: string): Promise<Response> {
  const { isThere, webhookSecret } = env().carrier
  if (!isThere || !isSignedBy(webhookSecret, headers, body))
    return answer(401, 'The carrier did not sign this call-back.')
  const read = readCallback(body)
  // What cannot be read is not kept: the shop asks about the parcel in any case.
  if (!read) {
    ctx.log.error({ id: headers.get('webhook-id') }, 'a call-back of the carrier cannot be read')
    return answer(400, 'not understood')
  }
  const { labelId, scan } = read
  try {
    const label = await readLabel(ctx.db, labelId)
    const known = followed(scan)
    if (!label || !known) {
      ctx.log.warn(
        { labelId, code: scan.code },
        'the carrier reported something that the shop does not follow',
      )
      return answer(200, 'not followed')
    }
    await takeScans(ctx, label, { scans: [known], heardBy: 'webhook' })
    return answer(200, 'done')
  } catch (error) {
    ctx.log.error({ labelId, error: String(error) }, 'a call-back of the carrier failed; it will come again')
    return answer(500, 'send it again')
  }
}

function readCallback(body: string) {
  try {
    const json: unknown = JSON.parse(body)
    return isStorableJson(json) ? (callbackSchema.safeParse(json).data?.data ?? null) : null
  } catch {
    return null
  }
}

function answer(status: number, result: string): Response {
  return Response.json({ result }, { status })
}
