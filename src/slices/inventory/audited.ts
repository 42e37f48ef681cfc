import type { Audited } from '#platform/audit/audited.ts'

/** A warehouse as it stands, by its code. */
export const auditedWarehouse: Audited = {
  entity: 'warehouse',
  stands: `
    select jsonb_build_object('name', name, 'priority', priority, 'state', state, 'floor', floor, 'labels', labels,
      'cutOffMinute', cut_off_minute, 'timeZone', time_zone, 'workingDays', working_days, 'closedDays',
      (select coalesce(jsonb_agg(day order by day), '[]') from closed_days where warehouse_id = warehouses.id))
    from warehouses where code = $1::text`,
}

/** What of a variant lies where, by its SKU, and its launch. */
export const auditedStock: Audited = {
  entity: 'variant',
  stands: `
    select jsonb_build_object(
      'places', coalesce((select jsonb_agg(place) from (
        select jsonb_build_object('warehouse', w.code, 'onHand', sum(l.on_hand), 'reserved', sum(l.reserved), 'buckets', count(*)) as place
        from stock_levels l join warehouses w on w.id = l.warehouse_id where l.variant_id = v.variant_id group by w.code order by w.code) places), '[]'),
      'launch', (select jsonb_build_object('id', id, 'startsAt', starts_at, 'endsAt', ends_at)
        from launches where variant_id = v.variant_id and closed_at is null))
    from wares v where v.sku = $1::text`,
}

/** Until when a variant is sold beyond its stock, by its SKU. */
export const auditedOffer: Audited = {
  entity: 'variant',
  stands: `
    select jsonb_build_object('backOrders', (select jsonb_build_object('expectedOn', expected_on, 'most', most, 'waiting', waiting, 'isEnded', ended_at is not null)
      from back_order_offers where variant_id = v.variant_id))
    from wares v where v.sku = $1::text`,
}
