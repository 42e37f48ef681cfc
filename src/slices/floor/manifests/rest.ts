import type { OpenAPIHono } from '@hono/zod-openapi'
import { inAudit } from '#platform/audit/audited.ts'
import { noteLook } from '#platform/audit/note-look.ts'
import { invalid, notFound } from '#platform/rest/problem.ts'
import type { RestEnv } from '#platform/rest/routes.ts'
import { auditedManifest } from '../audited.ts'
import { answerFloorPdf } from '../slip/rest.ts'
import { closeManifest } from './close-manifest.ts'
import { drawManifest } from './draw-manifest.tsx'
import { type ListedManifest, listManifests, type Manifest, readManifest } from './read-manifests.ts'
import { readSheet } from './read-sheet.ts'
import { closeManifestRoute, manifestPdfRoute, manifestRoute, manifestsRoute } from './routes.ts'

const PRINTED = 'floor.manifest-pdf'

export function addManifestRoutes(routes: OpenAPIHono<RestEnv>): void {
  routes.openapi(closeManifestRoute, async c => {
    const ctx = c.get('ctx')
    const body = c.req.valid('json')
    const change = { action: 'floor.close-manifest', to: auditedManifest, id: body.id }
    await inAudit(ctx, change, ctx => closeManifest(ctx, body))
    return c.json(manifestOf(found(await readManifest(ctx, body.id))), 201)
  })
  routes.openapi(manifestsRoute, async c => {
    const { warehouse, cursor = null } = c.req.valid('query')
    const page = await listManifests(c.get('ctx'), { warehouse, after: cursor })
    if (!page) throw invalid([{ path: 'warehouse', message: 'There is no warehouse with this code' }])
    return c.json({ manifests: page.manifests.map(listedOf), nextCursor: page.nextCursor }, 200)
  })
  routes.openapi(manifestRoute, async c =>
    c.json(manifestOf(found(await readManifest(c.get('ctx'), c.req.valid('param').id))), 200),
  )
  routes.openapi(manifestPdfRoute, async c => {
    const ctx = c.get('ctx')
    const { id } = c.req.valid('param')
    const bytes = await drawManifest(await readSheet(ctx, id))
    await noteLook(ctx, { action: PRINTED, entity: 'manifest', id })
    return c.body(new Uint8Array(bytes), 200, {
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="${nameOf(id)}"`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    })
  })
}

/** `GET /api/floor/manifests/{id}/pdf`: the same for people who work on the floor of the list. */
export const answerManifest = (request: Request, id: string): Promise<Response> =>
  answerFloorPdf(request, id, {
    action: PRINTED,
    entity: 'manifest',
    draw: async ctx => ({ name: nameOf(id), bytes: await drawManifest(await readSheet(ctx, id)) }),
  })

const nameOf = (id: string) => `manifest-${id}.pdf`

function found<Thing>(thing: Thing | null): Thing {
  if (!thing) throw notFound()
  return thing
}

const listedOf = ({ actor: by, madeAt, ...rest }: ListedManifest) => ({
  ...rest,
  by,
  madeAt: madeAt.toISOString(),
})

const manifestOf = ({ actor: by, madeAt, warehouseName: _, timeZone: __, parcels, ...rest }: Manifest) => ({
  ...rest,
  by,
  madeAt: madeAt.toISOString(),
  parcels: parcels.map(({ toldVersion: _, ...parcel }) => parcel),
})
