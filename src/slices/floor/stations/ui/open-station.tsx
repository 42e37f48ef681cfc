'use client'

import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Field } from '#platform/forms/field.tsx'
import { Input } from '#platform/forms/input.tsx'
import { Select } from '#platform/forms/select.tsx'
import { STATION_DAYS } from '#platform/stations/station-times.ts'
import { useTRPC } from '#platform/trpc/client.tsx'
import { Banner } from '#platform/ui/banner.tsx'
import { Button } from '#platform/ui/button.tsx'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { openStationSchema } from '#slices/floor/stations/station-input.ts'
import { tellOtherTabs, toTheChoice } from './other-tabs.ts'

/** Makes the device at hand a packing station. */
export function OpenStation() {
  const trpc = useTRPC()
  const { data } = useQuery(trpc.floor.overview.queryOptions())
  const warehouses = data?.warehouses ?? []
  const [name, setName] = useState('')
  const [chosen, setChosen] = useState('')
  const [wrong, setWrong] = useState<string>()
  const open = useMutation(
    trpc.stations.open.mutationOptions({
      onSuccess() {
        tellOtherTabs()
        toTheChoice()
      },
    }),
  )
  const warehouse = chosen || (warehouses[0]?.code ?? '')

  function submit() {
    const { data: wish, error } = openStationSchema.safeParse({ name, warehouse })
    setWrong(error?.issues.find(({ path }) => path[0] === 'name')?.message)
    if (wish) open.mutate(wish)
    else document.getElementById('station-name')?.focus()
  }

  return (
    <div className="flex flex-col gap-5">
      <div>
        <h1 className="text-3xl">Make this device a packing station</h1>
        <p className="mt-2 max-w-prose text-muted">
          People who work in the warehouse then choose their name here and type their PIN. The station opens
          the floor of that warehouse and nothing else, for {STATION_DAYS} days, or until somebody ends it at
          the desk. You are signed out of this device.
        </p>
      </div>
      {data && warehouses.length === 0 ? (
        <EmptyState title="No floor of yours">
          Stations are for warehouses in which our own people pack.
        </EmptyState>
      ) : (
        <form
          noValidate
          method="post"
          className="flex max-w-md flex-col gap-4"
          onSubmit={event => {
            event.preventDefault()
            if (!open.isPending) submit()
          }}
        >
          {open.error && (
            <Banner tone="danger" live="assertive" title="The station was not opened">
              {open.error.message}
            </Banner>
          )}
          <Field id="station-name" label="Name" hint="Such as “Packing bench 2”." error={wrong}>
            <Input
              autoComplete="off"
              maxLength={60}
              value={name}
              onChange={event => setName(event.target.value)}
            />
          </Field>
          <Field label="Warehouse">
            <Select value={warehouse} onChange={event => setChosen(event.target.value)}>
              {warehouses.map(({ code, name }) => (
                <option key={code} value={code}>
                  {name}
                </option>
              ))}
            </Select>
          </Field>
          <Button
            type="submit"
            size="lg"
            className="self-start"
            pending={open.isPending || open.isSuccess}
            pendingLabel="Opening…"
          >
            Open the station
          </Button>
        </form>
      )}
    </div>
  )
}
