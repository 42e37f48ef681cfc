import { notFound } from '#platform/rest/problem.ts'
import type { RequestCtx } from '#platform/trpc/init.ts'
import type { listPromotions } from '../queries.ts'
import { readPromotion } from '../queries.ts'

type Listed = Awaited<ReturnType<typeof listPromotions>>['promotions'][number]

export const listedOf = ({ startsAt, endsAt, createdAt, ...promotion }: Listed) => ({
  ...promotion,
  startsAt: startsAt?.toISOString() ?? null,
  endsAt: endsAt?.toISOString() ?? null,
  createdAt: createdAt.toISOString(),
})

export async function promotionFor(ctx: Pick<RequestCtx, 'db' | 'now'>, id: string) {
  const promotion = await readPromotion(ctx.db, id, ctx.now())
  if (!promotion) throw notFound()
  const { versions, batches, ...listed } = promotion
  return {
    ...listedOf(listed),
    versions: versions.map(({ actor, writtenAt, ...version }) => ({
      ...version,
      by: actor,
      writtenAt: writtenAt.toISOString(),
    })),
    batches: batches.map(({ actor, madeAt, ...batch }) => ({
      ...batch,
      by: actor,
      madeAt: madeAt.toISOString(),
    })),
  }
}
