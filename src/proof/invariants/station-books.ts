import type { Invariant } from '#platform/db/invariant.ts'

/** A request that began in time may end a little later. */
const SLACK = "interval '60 seconds'"

/** Shifts are kept for a year, and the audit names person and station for good. */
const WITH_SHIFTS = "interval '360 days'"

/** Of the audit, the scans and the people at packing stations, and therefore of no slice. */
export const stationInvariant: Invariant = {
  number: 44,
  says: 'a PIN is that of somebody on the staff, no shift outlives its station, and whatever was done by PIN is work of the floor, in a shift of the person whom it names and in the warehouse of its station',
  count: `select (
      select count(*) from station_pins p where not exists (select from staff_roles s where s.customer_id = p.customer_id))
    + (select count(*) from station_shifts s join stations t on t.id = s.station_id
        where s.ends_at > t.ends_at or (s.ended_at is null and t.ended_at is not null) or s.began_at > t.ended_at)
    + (select count(*) from audit a join customers c on c.id::text = split_part(a.actor, ':', 2)
        where 'pin' = any (a.factors) and a.at > now() - ${WITH_SHIFTS} and not (a.action ~ '^(floor|labels)[.]' and exists (
          select from station_shifts s where s.id = a.session_id and s.customer_id = c.id
            and a.at between s.began_at - ${SLACK} and least(s.ends_at, s.ended_at) + ${SLACK}
            and exists (select from unnest(a.factors) factor where starts_with(factor, 'station:' || s.station_id || ':')))))
    + (select count(*) from scans n join stations t on t.id = n.station_id
        left join pick_tasks k on k.id = n.task_id left join waves w on w.id = k.wave_id left join floor_parcels p on p.id = n.parcel_id
        where n.answer ->> 'outcome' in ('picked', 'short_noted', 'packed', 'put_back')
          and coalesce(w.warehouse_id, p.warehouse_id) is distinct from t.warehouse_id) as count`,
}
