import type { Invariant } from '#platform/db/invariant.ts'
import { scanCodes } from './tracking/scan-codes.ts'

const ranks = `array[${scanCodes.map(code => `'${code}'`).join(', ')}]`

export const carrierInvariants: readonly Invariant[] = [
  {
    number: 37,
    says: 'a parcel has at most one live label, no two parcels share a number, and within a day each label is bought, given back or refused',
    count: `
      select (select count(*) from (select from labels where state in ('ordered', 'bought', 'voiding') group by parcel_id having count(*) > 1) twice)
        + (select count(*) from (select from labels where tracking_number is not null group by tracking_number having count(distinct parcel_id) > 1) shared)
        + (select count(*) from labels where state in ('ordered', 'voiding') and noted_at < now() - interval '1 day'
          and not exists (select from pgboss.job j where j.name like 'carriers.settle-label%' and j.state < 'completed' and j.data ->> 'parcelId' = parcel_id::text))`,
  },
  {
    number: 38,
    says: 'a parcel on the road is as far as all of its scans say together',
    count: `
      select count(*) from labels l left join lateral (
        select e.code, e.at from tracking_events e where e.label_id = l.id
        order by array_position(${ranks}, e.code) desc, e.at, e.id limit 1) most on true
      where l.scan_code is distinct from most.code or l.scanned_at is distinct from most.at
        or (l.scan_code in ('delivered', 'returned_to_sender') and l.ask_at is not null)`,
  },
]
