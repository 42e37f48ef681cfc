'use client'

import { useEffect, useRef } from 'react'
import { Banner } from '#platform/ui/banner.tsx'
import { Button } from '#platform/ui/button.tsx'
import { Description, DescriptionList } from '#platform/ui/description-list.tsx'
import type { WithdrawnLine } from '#slices/withdrawals/withdrawal.ts'
import type { StatementOrder, StatementValues } from './statement-form.tsx'
import { inWords } from './withdrawal-words.ts'

type ConfirmWithdrawalProps = {
  order: StatementOrder
  left: WithdrawnLine[]
  statement: StatementValues
  pending: boolean
  failure: string | undefined
  onBack: () => void
  onConfirm: () => void
}

/** The second step: the statement as it will be sent. */
export function ConfirmWithdrawal(props: ConfirmWithdrawalProps) {
  const { order, left, statement, pending, failure, onBack, onConfirm } = props
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const lines = statement.lines
    ? left.flatMap(line => {
        const chosen = statement.lines?.find(({ lineId }) => lineId === line.lineId)
        return chosen ? [{ ...line, quantity: chosen.quantity }] : []
      })
    : left
  return (
    <div className="flex flex-col gap-6">
      <h1 ref={heading} tabIndex={-1} className="outline-none">
        Confirm your withdrawal
      </h1>
      {failure && (
        <Banner tone="danger" live="assertive" title="The withdrawal was not sent">
          {failure}
        </Banner>
      )}
      <p className="max-w-prose">
        I withdraw from my contract for the following goods. It counts from the moment you press the button.
      </p>
      <DescriptionList layout="stacked">
        <Description term="Order">{order.number}</Description>
        <Description term="Goods">
          {lines.map(line => (
            <span key={line.lineId} className="block">
              {inWords(line)}
            </span>
          ))}
        </Description>
        <Description term="Name">{statement.name}</Description>
        <Description term="Acknowledgement to">{statement.email}</Description>
      </DescriptionList>
      <div className="flex flex-wrap gap-3">
        <Button size="lg" pending={pending} pendingLabel="Sending…" onClick={onConfirm}>
          Confirm withdrawal
        </Button>
        <Button size="lg" variant="secondary" onClick={onBack}>
          Back
        </Button>
      </div>
    </div>
  )
}
