'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLive } from '#desk/live.tsx'
import { DeskPage } from '#desk/page.tsx'
import { useTRPC } from '#platform/trpc/client.tsx'
import { Banner } from '#platform/ui/banner.tsx'
import { Button } from '#platform/ui/button.tsx'
import { Card, CardHeading } from '#platform/ui/card.tsx'
import { CopyButton } from '#platform/ui/copy-button.tsx'
import { Dialog, DialogTrigger } from '#platform/ui/dialog.tsx'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { KeyItem } from './key-item.tsx'
import { NewKeyDialog } from './new-key-dialog.tsx'
import type { Catalogue } from './permission-ticks.tsx'
import { StaffLoading } from './staff-loading.tsx'
import { StaffTabs } from './staff-tabs.tsx'

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
                <KeyItem key={key.id} listed={key} now={new Date(keys.dataUpdatedAt)} onSecret={setSecret} />
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
