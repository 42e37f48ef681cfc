'use client'

import { useState } from 'react'
import { useRights } from '#desk/rights.tsx'
import { CheckboxField } from '#platform/forms/checkbox-field.tsx'
import { Field } from '#platform/forms/field.tsx'
import { Select } from '#platform/forms/select.tsx'
import { holdsSomewhere } from '#platform/rights/permission.ts'
import type { Case, CaseOutcome } from '#slices/cases/case.ts'

/** A warehouse in which goods can be put on a shelf. */
export type Place = { code: string; name: string }

/** Whether the goods of a parcel that could not be delivered are here again, and where. */
export function useGoodsBack(outcome: CaseOutcome) {
  const [isBack, setIsBack] = useState(false)
  const [warehouse, setWarehouse] = useState('')
  const isSomewhere = isBack && outcome !== 'refund' && warehouse !== ''
  return {
    outcome,
    isBack,
    setIsBack,
    warehouse,
    setWarehouse,
    chosen: { restock: isBack, ...(isSomewhere && { warehouse }) },
  }
}

type GoodsBackProps = { of: Case; places: readonly Place[]; goods: ReturnType<typeof useGoodsBack> }

export function GoodsBack({ of, places, goods }: GoodsBackProps) {
  const rights = useRights()
  const isRefund = goods.outcome === 'refund'
  if (of.kind !== 'undeliverable' || !(isRefund || holdsSomewhere(rights, 'stock.write'))) return null
  return (
    <>
      <CheckboxField
        id="case-restock"
        label="The goods are on the shelf again"
        checked={goods.isBack}
        onChange={event => goods.setIsBack(event.target.checked)}
      />
      {goods.isBack && !isRefund && places.length > 1 && (
        <Field id="case-warehouse" label="In which warehouse?">
          <Select
            id="case-warehouse"
            value={goods.warehouse}
            onChange={event => goods.setWarehouse(event.target.value)}
          >
            <option value="">Where the parcel left</option>
            {places.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
      )}
    </>
  )
}
