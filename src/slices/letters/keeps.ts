import { type KeptRows, rowsOf } from '#platform/db/kept-rows.ts'

export const letterKeeps: readonly KeptRows[] = [
  {
    what: 'addresses of requests for letters that nobody confirmed',
    keptDays: 2,
    why: "Nobody confirmed it: a slip, or somebody else's address. The history notes that it lapsed.",
    expire: `
      with due as (
        select r.id, (select max(seq) from letter_consents c where c.reader_id = r.id) as seq
        from letter_readers r where r.state = 'asked' and r.changed_at < $1::timestamptz limit $2 for update skip locked
      ), lapsed as (
        update letter_readers r set state = 'lapsed', email = null, changed_at = now() from due where r.id = due.id
      ), noted as (
        insert into letter_consents (reader_id, seq, step, at, way, actor)
        select id, seq + 1, 'lapsed', now(), 'time', 'system:worker' from due returning 1)
      select count(*)::int as count from noted`,
  },
  {
    what: 'requests for letters that nobody ever confirmed',
    keptDays: 30,
    why: 'No letter went out, so there is nothing to prove.',
    expire: rowsOf(
      'letter_readers',
      'id',
      `state in ('lapsed', 'withdrawn') and changed_at < $1::timestamptz
        and not exists (select from letter_consents c where c.reader_id = letter_readers.id and c.step = 'proved')`,
    ),
  },
  {
    what: 'proofs of consent to letters that were stopped',
    keptDays: 2_190,
    why: 'For six years somebody may claim that we wrote without being asked (Limitation Act 1980).',
    expire: rowsOf(
      'letter_readers',
      'id',
      "state in ('lapsed', 'withdrawn') and changed_at < $1::timestamptz",
    ),
  },
]
