'use client'

import { ActionDialog } from '#desk/action-dialog.tsx'
import { Field } from '#platform/forms/field.tsx'
import { Input } from '#platform/forms/input.tsx'
import { Select } from '#platform/forms/select.tsx'
import { useCheckedForm } from '#platform/forms/use-checked-form.ts'
import { useTRPCClient } from '#platform/trpc/client.tsx'
import { type NewWarehouse, newWarehouseSchema } from '#slices/inventory/warehouses/warehouse-input.ts'
import { useStockAction } from './use-stock-action.ts'

const fieldIds = { code: 'warehouse-code', name: 'warehouse-name', floor: 'warehouse-floor' }

/** Adds a warehouse. */
export function NewWarehouseDialog({ onDone }: { onDone: () => void }) {
  const client = useTRPCClient()
  const { form, bind, check, showProblems } = useCheckedForm({
    schema: newWarehouseSchema,
    defaultValues: { code: '', name: '', floor: 'own' },
    fieldIds,
  })
  const { id: codeId, error: codeError, ...code } = bind('code')
  const { id: nameId, error: nameError, ...name } = bind('name')
  const { id: floorId, error: floorError, ...floor } = bind('floor')
  const make = useStockAction({
    action: 'new-warehouse',
    subject: form.watch('code'),
    send: (input: NewWarehouse, actionId) => client.stock.newWarehouse.mutate({ ...input, actionId }),
    notice: 'Warehouse added',
    onDone,
  })

  function wrongField() {
    const { problems } = check()
    showProblems(problems)
    const [first] = problems
    return first ? fieldIds[first.name as keyof typeof fieldIds] : null
  }

  return (
    <ActionDialog
      title="New warehouse"
      description="Orders take stock from it last"
      action={{ words: 'Add the warehouse', doing: 'Adding…' }}
      wayOut="Leave it"
      failure="The warehouse was not added"
      mutation={make}
      check={wrongField}
      onAction={() => {
        const { values } = check()
        if (values) make.act(values, `the warehouse ${values.code} was added`)
      }}
    >
      <Field
        id={nameId}
        label="Name"
        hint="As staff say it, such as North warehouse, Leeds."
        error={nameError}
      >
        <Input autoComplete="off" {...name} />
      </Field>
      <Field
        id={codeId}
        label="Code"
        hint="Letters, digits and dashes, such as leeds-2. Programs and the warehouse itself know it by this; it never changes."
        error={codeError}
      >
        <Input autoComplete="off" autoCapitalize="none" spellCheck={false} {...code} />
      </Field>
      <Field id={floorId} label="Packed by" hint="It can be changed later." error={floorError}>
        <Select {...floor}>
          <option value="own">Our own people, on our floor</option>
          <option value="outside">The outside warehouse</option>
        </Select>
      </Field>
    </ActionDialog>
  )
}
