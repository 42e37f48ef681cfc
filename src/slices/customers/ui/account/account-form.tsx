'use client'

import type { ReactNode } from 'react'
import { Banner } from '#platform/ui/banner.tsx'
import { Button } from '#platform/ui/button.tsx'
import { Card, CardHeading } from '#platform/ui/card.tsx'

export type AccountFormProps = {
  id: string
  title: string
  lead?: ReactNode
  /** The words of the button, and while it works. */
  button: string
  pendingLabel: string
  pending: boolean
  danger?: boolean
  /** What went wrong apart from the fields. */
  refusal: string | null
  /** What was done: it takes the place of nothing, and is read out. */
  done: ReactNode
  onSubmit: () => void
  children: ReactNode
}

/** A card with a form about one thing of the account. */
export function AccountForm({
  id,
  title,
  lead,
  button,
  refusal,
  done,
  onSubmit,
  children,
  ...rest
}: AccountFormProps) {
  return (
    <Card aria-labelledby={id}>
      <CardHeading id={id}>{title}</CardHeading>
      {lead && <p className="mb-4 text-muted">{lead}</p>}
      <form
        noValidate
        method="post"
        className="flex max-w-md flex-col gap-4"
        onSubmit={event => {
          event.preventDefault()
          if (!rest.pending) onSubmit()
        }}
      >
        {refusal && (
          <Banner tone="danger" live="assertive">
            {refusal}
          </Banner>
        )}
        <div role="status">{done && <Banner tone="success">{done}</Banner>}</div>
        {children}
        <Button
          type="submit"
          variant={rest.danger ? 'danger' : 'secondary'}
          className="self-start"
          pending={rest.pending}
          pendingLabel={rest.pendingLabel}
        >
          {button}
        </Button>
      </form>
    </Card>
  )
}
