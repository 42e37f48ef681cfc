import type { Invariant } from '#platform/db/invariant.ts'

export const letterInvariants: readonly Invariant[] = [
  {
    number: 28,
    says: 'letters go only to addresses whose owner confirmed a request, and each address stands where its history ends',
    count: `select count(*) from (
      select r.id from letter_readers r
      left join lateral (select step from letter_consents where reader_id = r.id order by seq desc limit 1) last on true
      where last.step is distinct from r.state
      union
      select reader_id from (
        select reader_id, seq, step,
          coalesce(lag(seq) over history, 0) as seq_before, coalesce(lag(step) over history, 'none') as step_before
        from letter_consents window history as (partition by reader_id order by seq)) taken
      where seq <> seq_before + 1 or step_before <> all (case step
        when 'asked' then array['none', 'asked', 'withdrawn', 'lapsed']
        when 'proved' then array['asked']
        when 'withdrawn' then array['asked', 'proved']
        else array['asked'] end)) wrong`,
  },
]
