import type { Wrong } from '#proof/invariants/wrong.ts'

const READER = '00000000-0000-7000-8000-000000000028'
const reader = `insert into letter_readers (id, email_hash, email, state, changed_at) values ('${READER}', 'never asked', 'never-asked@example.com', 'proved', now())`
const undo = `update letter_readers set state = 'withdrawn', email = null where id = '${READER}'; delete from letter_readers where id = '${READER}'`
const steps = (values: string) =>
  `insert into letter_consents (reader_id, seq, step, at, way, actor) values ${values}`

export const wrongs: readonly Wrong[] = [
  { breaks: [28], by: reader, undo },
  { breaks: [28], by: `${reader}; ${steps(`('${READER}', 1, 'proved', now(), 'link', 'link')`)}`, undo },
]
