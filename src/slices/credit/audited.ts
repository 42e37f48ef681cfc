import type { Audited } from '#platform/audit/audited.ts'

/** A gift card by its id, without its code and without the words to its reader. */
export const auditedGiftCard: Audited = {
  entity: 'gift_card',
  stands: `
    select jsonb_build_object('balanceMinor', a.balance_minor, 'currency', a.currency, 'state', a.state, 'end', a.code_end,
      'expiresOn', a.expires_on, 'deliverOn', a.deliver_on, 'mails', a.mails)
    from credit_accounts a where a.id = $1::text::uuid and a.kind = 'gift_card'`,
}
