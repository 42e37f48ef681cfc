import type { Wrong } from './wrong.ts'

const STATION = '00000000-0000-7000-8000-000000000044'
const aPerson = `insert into customers (id, name, email) values ('${STATION}', 'Eve', 'eve@example.com')`
const aStation = (
  ended = 'null',
) => `insert into stations (id, name, warehouse_id, hash, opened_by, opened_at, ends_at, seen_at, ended_at, ended_by)
  select '${STATION}', 'Bench', id, 'h', 'staff', now() - interval '2 hours', now() + interval '1 day', now(), ${ended}, ${ended}::text from warehouses limit 1`
const aShift = `insert into station_shifts (id, station_id, customer_id, hash, began_at, active_at, ends_at)
  values ('${STATION}', '${STATION}', '${STATION}', 'h', now() - interval '1 hour', now(), now() + interval '1 hour')`
const acted = (action: string, by: string, ago: string) =>
  `insert into audit (at, actor, kind, action, entity, entity_id, session_id, factors)
    values (now() - interval '${ago}', 'staff:${STATION}:Eve', 'change', '${action}', 'parcel', '44', '${by}', '{pin,station:${STATION}:Bench}')`

const noStation = `delete from scans where station_id = '${STATION}'; delete from station_shifts; delete from stations; delete from customers where id = '${STATION}'`
const noAudit = `alter table audit disable trigger audit_append_only; delete from audit where entity_id = '44'; alter table audit enable trigger audit_append_only`

export const stationWrongs: readonly Wrong[] = [
  {
    // A PIN of somebody who is not staff.
    breaks: [44],
    by: `${aPerson}; insert into station_pins (customer_id, hash, set_at) values ('${STATION}', 'h', now())`,
    undo: noStation,
  },
  {
    // A shift at a station that was ended.
    breaks: [44],
    by: `${aPerson}; ${aStation('now()')}; ${aShift}`,
    undo: noStation,
  },
  {
    // A refund by PIN.
    breaks: [44],
    by: `${aPerson}; ${aStation()}; ${aShift}; ${acted('orders.refund', STATION, '1 minute')}`,
    undo: `${noAudit}; ${noStation}`,
  },
  {
    // Work before the shift began.
    breaks: [44],
    by: `${aPerson}; ${aStation()}; ${aShift}; ${acted('floor.pack', STATION, '90 minutes')}`,
    undo: `${noAudit}; ${noStation}`,
  },
  {
    // Work in a shift that nobody had.
    breaks: [44],
    by: `${aPerson}; ${aStation()}; ${acted('floor.pack', '00000000-0000-7000-8000-000000000045', '1 minute')}`,
    undo: `${noAudit}; ${noStation}`,
  },
  {
    // A scan that counted in no warehouse of the station.
    breaks: [44],
    by: `${aStation()}; insert into scans (id, input_hash, kind, code, quantity, actor, scanned_at, station_id, answer)
      values ('${STATION}', '', 'pick', 'X', 1, 'staff', now(), '${STATION}', '{"outcome": "picked"}')`,
    undo: noStation,
  },
]
