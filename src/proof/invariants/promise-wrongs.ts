import type { Wrong } from './wrong.ts'

type Given = { of?: string; promisedBy?: string; lookAt?: string; number?: number; part?: string }

/** A promise of the order in this state, wrong in one thing. */
const promised = ({
  of = 'confirmed',
  promisedBy = '2999-01-05',
  lookAt,
  number = 1,
  part = 'cut_off',
}: Given) => `
  insert into parcel_promises (order_id, parcel_id, shipping_method, country, first_by, earliest, promised_by, day_number, delays, look_at)
    select id, id, 'standard', 'GB', '2999-01-05', '2999-01-03', '${promisedBy}', 1, 1, ${lookAt ?? "'2999-01-01'"} from orders where state = '${of}' limit 1;
  insert into promise_days (order_id, parcel_id, number, earliest, promised_by, reason, made_at)
    select order_id, parcel_id, ${number}, '2999-01-03', '2999-01-05', '[{"part": "${part}"}]', now() from parcel_promises`

// History is deleted here and nowhere else.
const undo =
  'set local session_replication_role = replica; delete from promise_days; delete from parcel_promises'

/** What breaks the promises of parcels, one part of the invariant after the other. */
export const brokenPromises: readonly Wrong[] = [
  { breaks: [36], by: promised({ promisedBy: '2999-01-06' }), undo },
  { breaks: [36], by: promised({ number: 2 }), undo },
  { breaks: [36], by: promised({ lookAt: "now() - interval '2 hours'" }), undo },
  { breaks: [36], by: promised({ part: 'not_left' }), undo },
  {
    breaks: [36],
    by: `${promised({ part: 'left_late' })}; update parcel_promises set state = 'kept', look_at = null, ended_at = '2999-01-06T00:00:01Z'`,
    undo,
  },
  {
    breaks: [36],
    by: `${promised({ of: 'declined' })}; update orders set state = 'cancelled', ended_at = ended_at - interval '3 hours' where state = 'declined'`,
    undo: `${undo}; update orders set state = 'declined', ended_at = ended_at + interval '3 hours' where state = 'cancelled'`,
  },
  {
    breaks: [36],
    by: `${promised({ part: 'left_late' })}; insert into order_events (order_id, seq, type, data, actor, at)
      select id, 99, 'order.parcels_planned', '{"parcels": [{"id": "00000000-0000-7000-8000-000000000036", "lines": []}]}', 'test', now() - interval '3 hours' from orders where state = 'confirmed'`,
    undo: `${undo}; delete from order_events where seq = 99`,
  },
  {
    breaks: [36],
    by: "insert into hand_overs (order_id, state, at) select id, 'not_taken', now() - interval '3 hours' from orders where state = 'confirmed'",
    undo: 'delete from hand_overs',
  },
]
