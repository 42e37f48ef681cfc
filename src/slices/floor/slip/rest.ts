import { z } from 'zod'
import { noteLook } from '#platform/audit/note-look.ts'
import type { Visitor } from '#platform/auth/session.ts'
import { database } from '#platform/db/client.ts'
import { clientAddress } from '#platform/http/client-address.ts'
import { platformLimits } from '#platform/http/platform-limits.ts'
import { limitRequest } from '#platform/http/rate-limits.ts'
import { jobSender } from '#platform/jobs/job-sender.ts'
import { log } from '#platform/lib/log.ts'
import { notFound, Problem, problemOf } from '#platform/rest/problem.ts'
import { holdsSomewhere } from '#platform/rights/permission.ts'
import { floorVisitorOf } from '#platform/stations/worker.ts'
import type { FloorCtx } from '../floor-ctx.ts'
import { drawSlip } from './draw-slip.tsx'
import { readSlip } from './read-slip.ts'

/** `GET /api/floor/parcels/{id}/slip`: the packing slip as a PDF, for people who work on the parcel's floor. */
export const answerSlip = (request: Request, id: string): Promise<Response> =>
  answerFloorPdf(request, id, {
    action: 'floor.slip',
    async draw(ctx) {
      const slip = await readSlip(ctx, id)
      return { name: `slip-${slip.orderNumber}.pdf`, bytes: await drawSlip(slip) }
    },
  })

type Drawing = {
  /** What the look is called in the audit, and at what. */
  action: string
  entity?: 'parcel' | 'manifest'
  draw: (ctx: FloorCtx) => Promise<{ name: string; bytes: Uint8Array }>
}

/** A PDF about something on our floor, for people who work there. */
export async function answerFloorPdf(
  request: Request,
  id: string,
  { action, entity = 'parcel', draw }: Drawing,
): Promise<Response> {
  try {
    const visitor = await floorVisitorOf(request.headers)
    const db = database()
    await limitRequest({ db, log, address: clientAddress(request.headers), visitor }, platformLimits.ask)
    const ctx = workingCtx(visitor)
    if (!z.uuid().safeParse(id).success) throw notFound()
    const { name, bytes } = await draw(ctx)
    await noteLook(ctx, { action, entity, id })
    return pdf(name, bytes)
  } catch (error) {
    const problem = problemOf(error)
    if (problem.status >= 500)
      log.error({ id, entity, action, error: String(error) }, 'a PDF could not be drawn')
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

function pdf(name: string, bytes: Uint8Array): Response {
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="${name}"`,
      // It holds a name and an address, so no cache between us and the reader may keep it.
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
  })
}
