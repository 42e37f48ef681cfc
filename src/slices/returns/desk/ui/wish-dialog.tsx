'use client'

import { useState } from 'react'
import { ActionDialog } from '#desk/action-dialog.tsx'
import { Field } from '#platform/forms/field.tsx'
import { Select } from '#platform/forms/select.tsx'
import { useTRPCClient } from '#platform/trpc/client.tsx'
import type { DeskReturn } from '#slices/returns/desk/list-queries.ts'
import { type ReturnWish, returnWishes } from '#slices/returns/return.ts'
import { wishWords } from './return-words.ts'
import { useReturnAction } from './use-return-action.ts'

type Sent = { number: string; lines: { sku: string; wish: ReturnWish }[] }

/** Lines of which nothing was inspected: what is given for the others is settled. */
export const openLines = ({ lines, payBacks }: DeskReturn) =>
  lines.filter(
    ({ lineId }) =>
      !payBacks.some(one => one.state !== 'given_up' && one.lines.some(unit => unit.lineId === lineId)),
  )

/** Says for the shopper what they get for each item. */
export function WishDialog({ found, onDone }: { found: DeskReturn; onDone: () => void }) {
  const client = useTRPCClient()
  const { number, orderNumber } = found
  const lines = openLines(found)
  const [wishes, setWishes] = useState<Record<string, ReturnWish>>({})
  const change = useReturnAction<Sent>({
    action: 'change-wish-of-return',
    number,
    send: (input, actionId) => client.staffReturns.changeWish.mutate({ ...input, actionId }),
    said: 'The wish is changed',
    onDone,
  })
  return (
    <ActionDialog
      title="What does the shopper get?"
      description={`Return ${number} of order ${orderNumber}`}
      action={{ words: 'Save', doing: 'Saving…' }}
      wayOut="Not yet"
      failure="The wish was not changed"
      mutation={change}
      onAction={() =>
        change.act(
          { number, lines: lines.map(({ sku, wish }) => ({ sku, wish: wishes[sku] ?? wish })) },
          `the wish of return ${number} was changed`,
        )
      }
    >
      <p className="text-muted text-sm">
        Change it only when the shopper agrees. Store credit goes to their account; a guest gets a gift card
        by mail, to the address of the order.
      </p>
      {lines.map(({ sku, name, wish }) => (
        <Field key={sku} id={`wish-${sku}`} label={name}>
          <Select
            value={wishes[sku] ?? wish}
            onChange={event => setWishes({ ...wishes, [sku]: event.target.value as ReturnWish })}
          >
            {returnWishes.map(one => (
              <option key={one} value={one}>
                {wishWords[one]}
              </option>
            ))}
          </Select>
        </Field>
      ))}
    </ActionDialog>
  )
}
