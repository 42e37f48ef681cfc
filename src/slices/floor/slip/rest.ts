import { z } from 'zod'
import { noteLook } from '#platform/audit/note-look.ts'
import { type Visitor, visitorOf } from '#platform/auth/session.ts'
import { database } from '#platform/db/client.ts'
import { clientAddress } from '#platform/http/client-address.ts'
import { platformLimits } from '#platform/http/platform-limits.ts'
import { limitRequest } from '#platform/http/rate-limits.ts'
import { jobSender } from '#platform/jobs/job-sender.ts'
import { log } from '#platform/lib/log.ts'
import { notFound, Problem, problemOf } from '#platform/rest/problem.ts'
import { holdsSomewhere } from '#platform/rights/permission.ts'
import { drawSlip } from './draw-slip.tsx'
import { readSlip } from './read-slip.ts'

/** `GET /api/floor/parcels/{id}/slip`: the packing slip as a PDF, for people who work on the parcel's floor. */
export async function answerSlip(request: Request, id: string): Promise<Response> {
  try {
    const visitor = await visitorOf(request.headers)
    const db = database()
    await limitRequest({ db, log, address: clientAddress(request.headers), visitor }, platformLimits.ask)
    const ctx = workingCtx(visitor)
    if (!z.uuid().safeParse(id).success) throw notFound()
    const slip = await readSlip(ctx, id)
    await noteLook(ctx, { action: 'floor.slip', entity: 'parcel', id })
    return pdf(slip.orderNumber, await drawSlip(slip))
  } catch (error) {
    const problem = problemOf(error)
    if (problem.status >= 500) log.error({ parcelId: id, error: String(error) }, 'a slip could not be drawn')
    return problem.toResponse()
  }
}

function workingCtx(visitor: Visitor) {
  if (!visitor || visitor.isAnonymous) throw new Problem('forbidden', 'Sign in first.', { status: 401 })
  if (!visitor.isStaff || !holdsSomewhere(visitor.rights, 'floor.work'))
    throw new Problem('forbidden', 'This is for people who work on the floor.')
  return {
    db: database(),
    jobs: jobSender(),
    now: () => new Date(),
    rights: visitor.rights,
    actor: { kind: 'staff' as const, id: visitor.customerId, name: visitor.name },
    visitor,
  }
}

function pdf(orderNumber: string, bytes: Buffer): Response {
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="slip-${orderNumber}.pdf"`,
      // It holds a name and an address, so no cache between us and the reader may keep it.
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
  })
}
