import { eq } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { prepared } from '#platform/db/prepared.ts'
import { actorName } from '#platform/lib/actor.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { refuseElsewhere } from '#platform/rights/refuse-elsewhere.ts'
import { requireWarehouse } from '#slices/inventory/warehouses/change-warehouses.ts'
import type { FloorCtx } from '../floor-ctx.ts'
import type { WaveKind } from '../floor-states.ts'
import { waves } from '../schema.ts'
import { planWalks } from './plan-walks.ts'
import { type NewWave, WAVE_PARCELS_MAX } from './wave-input.ts'

/** The totes on one trolley. */
const TROLLEY_TOTES = 12
const totes: Record<WaveKind, number> = { single: 1, cluster: TROLLEY_TOTES, batch: WAVE_PARCELS_MAX }

/**
 * Makes a wave of the parcels that wait in a warehouse, those that wait longest first, and a walk for each trolley of it. Express parcels are on the
 * first trolleys; after them, parcels whose walks begin close together share one. Two people who make waves at once share the parcels. It answers the wave's id.
 */
export async function makeWave(ctx: FloorCtx, input: NewWave): Promise<string> {
  const { warehouse, kind, most = WAVE_PARCELS_MAX, id = uuidv7() } = input
  return ctx.db.transaction(async tx => {
    const warehouseId = await requireWarehouse(tx, warehouse)
    refuseElsewhere(ctx, 'floor.work', warehouseId)
    const at = ctx.now()
    const [made] = await tx
      .insert(waves)
      .values({ id, warehouseId, kind, parcels: 0, actor: actorName(ctx.actor), madeAt: at })
      .onConflictDoNothing()
      .returning({ id: waves.id })
    if (!made) {
      const [known] = await tx.select().from(waves).where(eq(waves.id, id))
      if (known?.warehouseId === warehouseId && known.kind === kind) return id
      throw new Refusal('idempotency_key_reused', 'Another wave was made under this id.')
    }
    const [filled] = await prepared<{ parcels: number }>(tx, FILL, [
      id,
      warehouseId,
      most,
      totes[kind],
      at.toISOString(),
    ])
    const parcels = filled?.parcels ?? 0
    if (parcels === 0) throw new Refusal('conflict', `No parcel waits in ${warehouse}.`)
    await planWalks(tx, id, warehouseId)
    await tx.update(waves).set({ parcels }).where(eq(waves.id, id))
    return id
  })
}

// What is missing of a parcel that was short before is fetched again; what lies in its tote stays there.
const FILL = `
  with chosen as (
    select id, shipping_method from floor_parcels where warehouse_id = $2::uuid and state = 'waiting'
    order by (shipping_method = 'express') desc, taken_at, id limit $3::int for update skip locked
  ), ranked as (
    select c.id, row_number() over (order by (c.shipping_method = 'express') desc, (
      select min(coalesce(counted.walk_key, h.walk_key)) from floor_lines l
      left join homes h on (h.warehouse_id, h.variant_id) = ($2::uuid, l.variant_id)
      left join lateral (
        select min(k.walk_key) as walk_key from bin_levels b join bins k on (k.warehouse_id, k.code) = (b.warehouse_id, b.bin)
        where b.warehouse_id = $2::uuid and b.variant_id = l.variant_id and b.units > 0) counted on true
      where l.parcel_id = c.id and l.picked < l.quantity) nulls last, c.id) - 1 as place
    from chosen c
  ), filled as (
    update floor_parcels p set state = 'released', wave_id = $1::uuid, trolley = ranked.place / $4::int, slot = ranked.place % $4::int + 1,
      changed_at = $5::timestamptz
    from ranked where p.id = ranked.id returning p.id
  )
  select count(*)::int as parcels from filled`
