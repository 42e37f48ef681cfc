import { desk } from '#desk/slice.ts'
import { rowsOf } from '#platform/db/kept-rows.ts'
import { byItself, byOrder, local } from '#platform/db/placement.ts'
import { platformLimits } from '#platform/http/platform-limits.ts'
import { slice } from '#platform/slice.ts'
import { slices } from '#slices.ts'

const platform = slice({
  name: 'platform',
  about: 'What belongs to no slice: signing in, jobs and their effects, counted requests',
  queueWords: {
    'retention.expire-rows': { does: 'Delete rows that are past their time' },
    'jobs.catch-up': { does: 'Give a new follower what the version before announced' },
  },
  limits: platformLimits,
  faultPoints: {
    'relay.in': 'one job became many, not committed',
    'job.fetched': 'a job taken, nothing done',
    'job.done': 'a job done, not yet marked done',
  },
  keeps: [
    {
      what: 'counted requests',
      keptDays: 1,
      why: 'A count of requests is worth nothing after its span, at most a day.',
      expire: rowsOf('rate_limits', 'key', 'expire < extract(epoch from $1::timestamptz) * 1000'),
    },
  ],
  places: {
    rate_limits: byItself('key'),
    workers: local,
    followers: local,
    caused_effects: byOrder('cause_id'),
  },
  keepsOfPeople: [
    {
      what: 'Technical records: your internet address.',
      why: 'We need it to keep the shop safe from abuse (legitimate interest).',
      howLong: 'It goes after minutes, at the latest after a day.',
      place: 6,
    },
  ],
})

/** Everything that is declared anywhere, for the folds. */
export const house = [platform, desk, ...slices] as const
