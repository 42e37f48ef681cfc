'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ActionDialog } from '#desk/action-dialog.tsx'
import { deskPlace, When } from '#desk/clock.tsx'
import { useLive } from '#desk/live.tsx'
import { DeskPage } from '#desk/page.tsx'
import { useRights } from '#desk/rights.tsx'
import { Field } from '#platform/forms/field.tsx'
import { Input } from '#platform/forms/input.tsx'
import { Select } from '#platform/forms/select.tsx'
import { useTRPC, useTRPCClient } from '#platform/trpc/client.tsx'
import { Badge } from '#platform/ui/badge.tsx'
import { Banner } from '#platform/ui/banner.tsx'
import { Button } from '#platform/ui/button.tsx'
import { Card, CardHeading } from '#platform/ui/card.tsx'
import { CopyButton } from '#platform/ui/copy-button.tsx'
import { Dialog, DialogTrigger } from '#platform/ui/dialog.tsx'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { formatDateTime } from '#platform/ui/format.ts'
import type { ListedKey } from '#slices/staff/queries.ts'
import { makeKeySchema } from '../input.ts'
import { type Catalogue, PermissionTicks } from './permission-ticks.tsx'
import { StaffLoading } from './staff-loading.tsx'
import { StaffTabs } from './staff-tabs.tsx'
import { useStaffAction } from './use-staff-action.ts'

/** The keys with which programs do what staff do. */
export function KeysDesk({ catalogue }: { catalogue: Catalogue }) {
  const trpc = useTRPC()
  const live = useLive()
  const keys = useQuery(trpc.staff.keys.queryOptions(undefined, { refetchInterval: live.refetchInterval }))
  const [secret, setSecret] = useState<string>()
  const [open, setOpen] = useState(false)
  return (
    <DeskPage
      title="Staff"
      live={live}
      updatedAt={keys.dataUpdatedAt ? new Date(keys.dataUpdatedAt) : undefined}
      above={<StaffTabs />}
      reading={keys}
      trouble={{
        title: 'The keys could not be read',
        words: 'This page may be out of date. Programs go on working with their keys.',
      }}
      loading={<StaffLoading />}
    >
      {listed => (
        <Card aria-labelledby="keys" className="max-w-4xl">
          <CardHeading
            id="keys"
            aside={
              <Dialog open={open} onOpenChange={setOpen}>
                <DialogTrigger>
                  <Button size="sm">New key</Button>
                </DialogTrigger>
                {open && (
                  <NewKeyDialog
                    catalogue={catalogue}
                    onDone={made => {
                      setSecret(made)
                      setOpen(false)
                    }}
                  />
                )}
              </Dialog>
            }
          >
            Keys of programs
          </CardHeading>
          {secret && <NewSecret secret={secret} onClose={() => setSecret(undefined)} />}
          {listed.length === 0 ? (
            <EmptyState>
              No program has a key yet. With one it works below /api/v1/admin, and the audit names it.
            </EmptyState>
          ) : (
            <ul className="divide-y divide-hairline">
              {listed.map(key => (
                <KeyItem key={key.id} listed={key} now={new Date(keys.dataUpdatedAt)} />
              ))}
            </ul>
          )}
        </Card>
      )}
    </DeskPage>
  )
}

function NewSecret({ secret, onClose }: { secret: string; onClose: () => void }) {
  return (
    <Banner tone="success" live="polite" title="Copy the key now: it is shown this once" className="mb-4">
      <p className="flex items-center gap-2">
        <code className="wrap-anywhere">{secret}</code>
        <CopyButton text={secret} label="Copy the key" />
      </p>
      <Button variant="quiet" size="sm" onClick={onClose}>
        I have it
      </Button>
    </Banner>
  )
}

function KeyItem({ listed, now }: { listed: ListedKey; now: Date }) {
  const { id, name, may, expiresAt, lastUsedAt, revokedAt, createdAt } = listed
  const ended = expiresAt !== null && expiresAt <= now
  return (
    <li className="group flex flex-wrap items-start justify-between gap-x-4 gap-y-2 py-3">
      <div className="min-w-0 flex-1 basis-64">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          {name}
          {revokedAt ? <Badge>Taken back</Badge> : ended ? <Badge>Ended</Badge> : null}
        </p>
        <p className="wrap-anywhere text-muted text-sm">
          {may.includes('*') ? 'Everything' : may.join(', ')}
        </p>
        <p className="text-muted text-sm">
          Made <When at={createdAt} now={now} />
          {', '}
          {lastUsedAt ? (
            <>
              last used <When at={lastUsedAt} now={now} />
            </>
          ) : (
            'never used'
          )}
          {expiresAt && !revokedAt && `, ${ended ? 'ended' : 'ends'} ${formatDateTime(expiresAt, deskPlace)}`}
        </p>
      </div>
      {!revokedAt && <TakeBack id={id} name={name} />}
    </li>
  )
}

function TakeBack({ id, name }: { id: string; name: string }) {
  const client = useTRPCClient()
  const [open, setOpen] = useState(false)
  const take = useStaffAction({
    action: 'take-key-back',
    subject: id,
    send: (input: { id: string }, actionId) => client.staff.takeKeyBack.mutate({ ...input, actionId }),
    notice: 'Key taken back',
    onDone: () => setOpen(false),
  })
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger>
        <Button variant="quiet" size="sm" className="max-lg:h-11">
          Take back
          <span className="sr-only"> {name}</span>
        </Button>
      </DialogTrigger>
      {open && (
        <ActionDialog
          title="Take the key back?"
          description={name}
          action={{ words: 'Take it back', doing: 'Taking…', danger: true }}
          wayOut="Leave it"
          failure="The key was not taken back"
          mutation={take}
          onAction={() => take.act({ id }, `the key ${name} was taken back`)}
        >
          <p className="text-muted">
            Its next request is refused. A key that was taken back never works again.
          </p>
        </ActionDialog>
      )}
    </Dialog>
  )
}

const SPANS = [
  { days: '90', words: '90 days' },
  { days: '365', words: 'a year' },
  { days: '', words: 'until it is taken back' },
]
const DAY_MS = 86_400_000

function NewKeyDialog({ catalogue, onDone }: { catalogue: Catalogue; onDone: (secret: string) => void }) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const own = useRights()
  const [name, setName] = useState('')
  const [may, setMay] = useState<string[]>([])
  const [days, setDays] = useState(SPANS[0]?.days ?? '')
  const [wrong, setWrong] = useState<Partial<Record<string, string>>>({})
  const make = useMutation(
    trpc.staff.makeKey.mutationOptions({
      async onSuccess({ secret }) {
        await queries.invalidateQueries({ queryKey: trpc.staff.keys.queryKey() })
        onDone(secret)
      },
    }),
  )
  const wish = () => ({
    name,
    may,
    expiresAt: days ? new Date(Date.now() + Number(days) * DAY_MS) : null,
  })

  function check() {
    const { error } = makeKeySchema.safeParse(wish())
    const found = Object.fromEntries(
      (error?.issues ?? []).map(({ path, message }) => [String(path[0]), message]),
    )
    setWrong(found)
    return found.name ? 'name' : found.may ? 'permissions' : null
  }

  return (
    <ActionDialog
      title="New key"
      description="For a program that does what staff do"
      action={{ words: 'Make the key', doing: 'Making…' }}
      wayOut="Leave it"
      failure="The key was not made"
      mutation={{ isPending: make.isPending, isSuccess: make.isSuccess, error: make.error, unheard: null }}
      check={check}
      onAction={() => make.mutate(wish())}
    >
      <Field
        id="name"
        label="Name"
        hint="What the key is for, such as the program’s name."
        error={wrong.name}
      >
        <Input autoComplete="off" value={name} onChange={event => setName(event.target.value)} />
      </Field>
      <Field id="days" label="It opens doors for">
        <Select value={days} onChange={event => setDays(event.target.value)}>
          {SPANS.map(span => (
            <option key={span.days} value={span.days}>
              {span.words}
            </option>
          ))}
        </Select>
      </Field>
      <PermissionTicks catalogue={catalogue} own={own} ticked={may} error={wrong.may} onTick={setMay} />
    </ActionDialog>
  )
}
