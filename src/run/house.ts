import { desk } from '#desk/slice.ts'
import { rowsOf } from '#platform/db/kept-rows.ts'
import { byItself, byOrder, local } from '#platform/db/placement.ts'
import { platformLimits } from '#platform/http/platform-limits.ts'
import { slice } from '#platform/slice.ts'
import { slices } from '#slices.ts'

/** What belongs to no slice: tables of the platform. */
const platform = slice({
  name: 'platform',
  queueWords: { 'retention.expire-rows': { does: 'Delete rows that are past their time' } },
  limits: platformLimits,
  faultPoints: {
    'relay.in': 'one job became many, not committed',
    'job.fetched': 'a job taken, nothing done',
    'job.done': 'a job done, not yet marked done',
  },
  keeps: [
    {
      // A count of requests is worth nothing after its span, at most a day.
      what: 'counted requests',
      keptDays: 1,
      expire: rowsOf('rate_limits', 'key', 'expire < extract(epoch from $1::timestamptz) * 1000'),
    },
  ],
  keepsOfPeople: [
    {
      what: 'Technical records: your internet address.',
      why: 'We need it to keep the shop safe from abuse (legitimate interest).',
      howLong: 'It goes after minutes, at the latest after a day.',
      place: 6,
    },
  ],
  places: { rate_limits: byItself('key'), workers: local, caused_effects: byOrder('cause_id') },
})

/** Everything that is declared anywhere, for the folds. */
export const house = [platform, desk, ...slices] as const
