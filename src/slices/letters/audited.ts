import type { Audited } from '#platform/audit/audited.ts'

/** Whether somebody gets letters. Nobody's address stands in the audit. */
export const auditedReader: Audited = {
  entity: 'letters',
  stands: `
    select jsonb_build_object('state', state) from letter_readers where id = $1::text::uuid`,
}
