'use client'

import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTRPC } from '#platform/trpc/client.tsx'
import { Badge } from '#platform/ui/badge.tsx'
import { Button } from '#platform/ui/button.tsx'
import { Card } from '#platform/ui/card.tsx'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { notify } from '#platform/ui/notify.ts'
import { countryByCode } from '#slices/customers/addresses/countries.ts'
import type { SavedAddress } from '#slices/customers/book/saved-address.ts'
import { SaveAddressDialog } from './save-address-dialog.tsx'

/** The addresses that a person keeps, and the ways to change them. */
export function AddressBook() {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const { data: saved } = useSuspenseQuery(trpc.addressBook.list.queryOptions())
  const [editing, setEditing] = useState<SavedAddress | 'new'>()
  const book = useRef<HTMLElement>(null)
  const keep = (after: SavedAddress[]) => queryClient.setQueryData(trpc.addressBook.list.queryKey(), after)
  const remove = useMutation(trpc.addressBook.remove.mutationOptions({ onSuccess: keep }))
  const save = useMutation(trpc.addressBook.save.mutationOptions({ onSuccess: keep }))

  const addButton = <Button onClick={() => setEditing('new')}>Add an address</Button>

  function takeOut(one: SavedAddress) {
    save.reset()
    remove.mutate(
      { id: one.id },
      {
        onSuccess: () => notify('Address removed', { label: 'Undo', onAction: () => save.mutate(one) }),
      },
    )
    book.current?.focus()
  }

  return (
    <section
      ref={book}
      tabIndex={-1}
      aria-label="Your addresses"
      className="flex flex-col gap-4 outline-none"
    >
      <p role="status" className="sr-only">
        {saved.length === 1 ? '1 saved address' : `${saved.length} saved addresses`}
      </p>
      {saved.length === 0 && (
        <EmptyState title="No saved addresses" action={addButton}>
          Save an address here or at the checkout, and you need not type it again.
        </EmptyState>
      )}
      {saved.map(one => (
        <Card key={one.id} aria-label={one.label}>
          <div className="flex items-baseline justify-between gap-3">
            <h2 className="text-xl [overflow-wrap:anywhere]">{one.label}</h2>
            {one.isDefault && <Badge tone="info">Filled in at checkout</Badge>}
          </div>
          <address className="mt-2 text-muted not-italic [overflow-wrap:anywhere]">{inOneLine(one)}</address>
          <div className="mt-3 flex flex-wrap gap-2">
            <Button size="sm" variant="secondary" onClick={() => setEditing(one)}>
              Change<span className="sr-only"> {one.label}</span>
            </Button>
            {!one.isDefault && (
              <Button size="sm" variant="quiet" onClick={() => save.mutate({ ...one, isDefault: true })}>
                Fill in at checkout<span className="sr-only">: {one.label}</span>
              </Button>
            )}
            <Button size="sm" variant="quiet" onClick={() => takeOut(one)}>
              Remove<span className="sr-only"> {one.label}</span>
            </Button>
          </div>
        </Card>
      ))}
      <p role="status" className="text-danger">
        {(remove.error ?? save.error)?.message}
      </p>
      {saved.length > 0 && <div>{addButton}</div>}
      {editing && (
        <SaveAddressDialog
          saved={editing === 'new' ? null : editing}
          onSaved={keep}
          onClose={() => setEditing(undefined)}
        />
      )}
    </section>
  )
}

export function inOneLine({ address }: Pick<SavedAddress, 'address'>): string {
  const { name, line1, line2, city, region, postalCode, country } = address
  return [name, line1, line2, city, region, postalCode, countryByCode(country)?.name]
    .filter(Boolean)
    .join(', ')
}
