'use client'

import { useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { ActionDialog } from '#desk/action-dialog.tsx'
import { reasonSchema } from '#desk/reason.ts'
import { Field } from '#platform/forms/field.tsx'
import { Select } from '#platform/forms/select.tsx'
import { useTRPCClient } from '#platform/trpc/client.tsx'
import type { OpenCase } from '#slices/cases/case.ts'
import { type ExceptionKind, exceptionKinds } from '#slices/orders/delivery/exceptions.ts'
import type { Reportable } from '../of-order.ts'
import { kindWords } from './case-words.ts'
import { useCaseAction } from './use-case-action.ts'

/** Notes what happened to a parcel after it had left. */
export function ReportDialog({ parcels, onDone }: { parcels: readonly Reportable[]; onDone: () => void }) {
  const client = useTRPCClient()
  const [id] = useState(() => uuidv7())
  const [parcelId, setParcelId] = useState(parcels[0]?.id ?? '')
  const [chosen, setChosen] = useState<ExceptionKind>('lost')
  const parcel = parcels.find(each => each.id === parcelId)
  const kinds = exceptionKinds.filter(kind => !parcel?.hasArrived || kind === 'damaged')
  const kind = kinds.includes(chosen) ? chosen : 'damaged'
  const report = useCaseAction({
    action: 'open-case',
    subject: parcelId,
    send: (input: OpenCase & { id: string }, actionId) => client.cases.open.mutate({ ...input, actionId }),
    notice: 'Case opened',
    onDone,
  })
  return (
    <ActionDialog
      title="Report a parcel"
      description={parcel ? nameOf(parcel) : ''}
      question={{ label: 'What is known of it', schema: reasonSchema, keptIn: 'the case' }}
      action={{ words: 'Open a case', doing: 'Opening…' }}
      wayOut="Leave it"
      failure="The case was not opened"
      mutation={report}
      onAction={reason =>
        report.act({ id, parcelId, kind, reason }, `a case was opened: ${kindWords[kind].toLowerCase()}`)
      }
    >
      {parcels.length > 1 && (
        <Field id="case-parcel" label="Parcel">
          <Select id="case-parcel" value={parcelId} onChange={event => setParcelId(event.target.value)}>
            {parcels.map(each => (
              <option key={each.id} value={each.id}>
                {nameOf(each)}
              </option>
            ))}
          </Select>
        </Field>
      )}
      <Field id="case-kind" label="What happened">
        <Select
          id="case-kind"
          value={kind}
          onChange={event => setChosen(kinds.find(each => each === event.target.value) ?? kind)}
        >
          {kinds.map(each => (
            <option key={each} value={each}>
              {kindWords[each]}
            </option>
          ))}
        </Select>
      </Field>
      <p className="text-muted text-sm">
        The shopper sees it on the page of the order. What follows is decided afterwards.
      </p>
    </ActionDialog>
  )
}

const nameOf = ({ warehouse, trackingNumber }: Reportable) =>
  trackingNumber ? `From ${warehouse}, ${trackingNumber}` : `From ${warehouse}`
