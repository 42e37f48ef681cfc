import { deskPlace } from '#desk/clock.tsx'
import { Reference } from '#desk/reference.tsx'
import { Badge } from '#platform/ui/badge.tsx'
import { Description, DescriptionList } from '#platform/ui/description-list.tsx'
import { formatDateTime, formatMoney } from '#platform/ui/format.ts'
import { disputeStateWords } from '#slices/orders/bank/bank-words.ts'
import type { StaffDispute } from '../order.ts'
import type { StatusTone } from '../words.ts'

export const disputeTones: Record<StaffDispute['state'], StatusTone> = {
  inquiry: 'warning',
  needs_response: 'danger',
  under_review: 'info',
  won: 'success',
  lost: 'danger',
  closed: 'neutral',
}

/** The cardholder's dispute at their bank: the sum, the reason and the date until which the shop can answer there. */
export function StaffDisputes({ disputes }: { disputes: readonly StaffDispute[] }) {
  return (
    <>
      <h3 className="mt-6 mb-2 border-hairline border-t pt-4 text-lg">Disputes</h3>
      <ul className="flex flex-col gap-4">
        {disputes.map(dispute => (
          <li key={dispute.id}>
            <div className="mb-2 flex flex-wrap items-center gap-x-3 gap-y-1">
              <span className="tabular font-medium">
                {formatMoney(dispute.amountMinor, dispute.currency)}
              </span>
              <Badge tone={disputeTones[dispute.state]}>{disputeStateWords[dispute.state]}</Badge>
            </div>
            <DescriptionList className="text-sm">
              <Description term="Reason">{dispute.reason.replaceAll('_', ' ')}</Description>
              <Description term="Opened">{formatDateTime(dispute.openedAt, deskPlace)}</Description>
              {dispute.dueAt && (
                <Description term="Answer at the bank by" strong>
                  {formatDateTime(dispute.dueAt, deskPlace)}
                </Description>
              )}
              <Description term="Dispute id">
                <Reference text={dispute.providerId} label="Copy dispute id" />
              </Description>
            </DescriptionList>
          </li>
        ))}
      </ul>
    </>
  )
}
