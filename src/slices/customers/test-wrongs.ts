import type { Wrong } from '#proof/invariants/wrong.ts'

const PERSON = '00000000-0000-7000-8000-000000000018'
const person = `insert into customers (id, name, email) values ('${PERSON}', 'Ends Never', 'ends-never@example.com')`
const undo = `delete from customers where id = '${PERSON}'`

export const wrongs: readonly Wrong[] = [
  {
    breaks: [18],
    by: `${person}; alter table sessions drop constraint sessions_end_in_time; insert into sessions (id, customer_id, token, expires_at, ends_at) values (gen_random_uuid(), '${PERSON}', 'never', now() + interval '1 day', now())`,
    undo: `${undo}; alter table sessions add constraint sessions_end_in_time check (expires_at <= ends_at)`,
  },
  {
    breaks: [25],
    by: `${person}; insert into addresses (customer_id, id, label, address, is_default, created_at) values ('${PERSON}', gen_random_uuid(), 'Home', '{}', false, now())`,
    undo,
  },
  {
    breaks: [19],
    by: `${person}; insert into sessions (id, customer_id, token, expires_at, created_at) values (gen_random_uuid(), '${PERSON}', 'older', now() + interval '1 day', now() - interval '1 day'); insert into session_events (customer_id, id, what) values ('${PERSON}', gen_random_uuid(), 'password_changed')`,
    undo,
  },
]
