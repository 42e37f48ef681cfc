import { eq } from 'drizzle-orm'
import { prepared } from '#platform/db/prepared.ts'
import { actorName } from '#platform/lib/actor.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { refuseElsewhere } from '#platform/rights/refuse-elsewhere.ts'
import type { FloorCtx } from '../floor-ctx.ts'
import { waves } from '../schema.ts'
import { LEASE_MS } from './lease.ts'

/**
 * Gives the caller the trolley that they have begun, or the next that nobody walks. Null: nothing of the wave is left to fetch, or others have
 * it all.
 */
export async function claimTrolley(ctx: FloorCtx, waveId: string): Promise<number | null> {
  return ctx.db.transaction(async tx => {
    // Two people who ask at once get two trolleys. A short scan, which adds a grab to the wave while it holds one, waits for nobody here.
    const [wave] = await tx
      .select({ warehouseId: waves.warehouseId })
      .from(waves)
      .where(eq(waves.id, waveId))
      .for('no key update')
    if (!wave) throw new Refusal('not_found', 'There is no such wave.')
    refuseElsewhere(ctx, 'floor.work', wave.warehouseId)
    const now = ctx.now()
    const until = new Date(now.getTime() + LEASE_MS).toISOString()
    const [claimed] = await prepared<{ trolley: number }>(tx, CLAIM, [
      waveId,
      actorName(ctx.actor),
      now.toISOString(),
      until,
    ])
    return claimed?.trolley ?? null
  })
}

const CLAIM = `
  with free as (
    select t.trolley from pick_tasks t join pick_shares s on s.task_id = t.id join floor_parcels p on p.id = s.parcel_id
    where t.wave_id = $1::uuid and s.picked + s.short < s.wanted and p.state in ('released', 'picking')
      and (t.claimed_by is null or t.claimed_by = $2 or t.claimed_until <= $3::timestamptz)
    order by (t.claimed_by = $2 and t.claimed_until > $3::timestamptz) is true desc, t.trolley limit 1
  )
  update pick_tasks t set claimed_by = $2, claimed_until = $4::timestamptz from free
  where t.wave_id = $1::uuid and t.trolley = free.trolley returning t.trolley`
