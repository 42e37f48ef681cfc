import { PROOF_SECONDS } from '#platform/auth/second-factor.ts'
import type { Invariant } from '#platform/db/invariant.ts'

/** A request that began in time may end a little later. */
const SLACK_SECONDS = 60
const FRESH = [
  'staff.give-role',
  'staff.take-role',
  'staff.save-role',
  'staff.delete-role',
  'keys.make',
  'keys.rotate',
  'keys.take-back',
  'stations.open',
  'stations.set-pin',
  'stations.remove-pin',
]

export const staffInvariants: readonly Invariant[] = [
  {
    number: 20,
    says: 'no row of the audit was changed, taken out or put in between since it was chained',
    count: `
      select count(*) from (
        select c.hash, c.position, audit_hash(coalesce(lag(c.hash) over (order by c.position), ''), a) as ought, row_number() over (order by c.position) as nth
        from audit_chain c join audit a on a.id = c.audit_id) chain
      where hash <> ought or position <> nth`,
  },
  {
    number: 26,
    says: 'roles, keys, packing stations and PINs were changed by people only who had proved within ten minutes that it was them',
    count: `
      select count(*) from audit where actor like 'staff:%' and session_id is not null and action = any ('{${FRESH.join(',')}}')
        and (proven_at is null or at > proven_at + make_interval(secs => ${PROOF_SECONDS + SLACK_SECONDS}))`,
  },
]
