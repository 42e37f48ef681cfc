'use client'

import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { Field } from '#platform/forms/field.tsx'
import { Input } from '#platform/forms/input.tsx'
import { useTRPC } from '#platform/trpc/client.tsx'
import { ButtonLink } from '#platform/ui/button-link.tsx'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import type { StationHere } from '#slices/floor/stations/queries.ts'
import { onShiftChanged, toTheChoice } from './other-tabs.ts'
import { TypePin } from './type-pin.tsx'

type Person = StationHere['people'][number]

/** More names are found quicker by typing. */
const MANY = 8
const READ_EVERY_MS = 30_000

/** What a station shows while nobody works there: the names of those who may, and then the PIN of one. */
export function ChooseWorker({ here }: { here: StationHere }) {
  const trpc = useTRPC()
  const read = useQuery(
    trpc.stations.here.queryOptions(undefined, { initialData: here, refetchInterval: READ_EVERY_MS }),
  )
  const [person, setPerson] = useState<Person | null>(null)
  useEffect(() => onShiftChanged(toTheChoice), [])
  const station = read.data
  return (
    <main
      id="main"
      tabIndex={-1}
      className="mx-auto flex w-full max-w-3xl flex-col gap-6 p-4 outline-none md:py-10"
    >
      {station ? (
        <>
          <div>
            <h1 className="text-3xl">{person ? person.name : 'Choose who works here'}</h1>
            <p className="wrap-anywhere text-muted">
              {station.name}, {station.warehouse.name}
            </p>
          </div>
          {person ? (
            <TypePin key={person.id} person={person} onLeave={() => setPerson(null)} />
          ) : (
            <Names people={station.people} onChoose={setPerson} />
          )}
        </>
      ) : (
        <>
          <h1 className="text-3xl">This station was ended</h1>
          <p className="text-muted">
            Nobody works here by PIN any more. Somebody who may open stations makes this device one again.
          </p>
        </>
      )}
      <ButtonLink href="/account/sign-in?next=/floor" variant="link" className="self-start">
        Sign in with your password instead
      </ButtonLink>
    </main>
  )
}

function Names({ people, onChoose }: { people: readonly Person[]; onChoose: (person: Person) => void }) {
  const [typed, setTyped] = useState('')
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus({ preventScroll: true }), [])
  const found = people.filter(({ name }) =>
    words(name).some(word => word.startsWith(typed.trim().toLowerCase())),
  )
  const [only] = found.length === 1 ? found : []
  if (people.length === 0)
    return (
      <EmptyState title="Nobody has a PIN yet">
        Who works in this warehouse sets one in their account, under Security, on a device of their own.
      </EmptyState>
    )
  return (
    <div className="flex flex-col gap-4">
      {people.length > MANY && (
        <form
          noValidate
          onSubmit={event => {
            event.preventDefault()
            if (only) onChoose(only)
          }}
        >
          <Field label="Your name" hint="The first letters are enough." optional>
            <Input
              ref={field}
              autoComplete="off"
              spellCheck={false}
              className="h-13 text-lg"
              value={typed}
              onChange={event => setTyped(event.target.value)}
            />
          </Field>
        </form>
      )}
      <ul aria-label="People" className="grid gap-3 sm:grid-cols-2">
        {found.map(person => (
          <li key={person.id}>
            <button
              type="button"
              className="wrap-anywhere min-h-16 w-full rounded-card border border-control bg-surface px-4 py-3 text-left font-semibold text-lg hover:border-ink"
              onClick={() => onChoose(person)}
            >
              {person.name}
            </button>
          </li>
        ))}
      </ul>
      <p role="status" className="text-muted">
        {found.length === 0 && 'Nobody with this name has a PIN here.'}
      </p>
    </div>
  )
}

/** The whole name, and each of its words. */
const words = (name: string) => [name.toLowerCase(), ...name.toLowerCase().split(/\s+/)]
