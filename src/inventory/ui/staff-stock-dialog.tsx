'use client'

import { type FormEvent, type ReactNode, useId } from 'react'
import { UnheardBanner } from '#trpc/desk/unheard-banner.tsx'
import type { DeskAction } from '#trpc/desk/use-desk-action.ts'
import { Banner } from '#ui/banner.tsx'
import { Button } from '#ui/button.tsx'
import { DialogClose, DialogContent } from '#ui/dialog.tsx'

/** A question before something is done to stock: what happens, the deed's button, the way out, and why it failed. */
export function StaffStockDialog({
  title,
  description,
  deed,
  wayOut,
  failure,
  mutation,
  onDeed,
  children,
}: {
  title: string
  description: string
  deed: { words: string; doing: string; danger?: boolean }
  wayOut: string
  failure: string
  mutation: Pick<DeskAction<object, object>, 'isPending' | 'error' | 'unheard'>
  onDeed: () => void
  children: ReactNode
}) {
  const formId = useId()
  return (
    <DialogContent
      title={title}
      description={description}
      footer={
        <>
          {!mutation.unheard && (
            <Button
              type="submit"
              form={formId}
              variant={deed.danger ? 'danger' : 'primary'}
              guardRepeat
              pending={mutation.isPending}
              pendingLabel={deed.doing}
            >
              {deed.words}
            </Button>
          )}
          <DialogClose>
            <Button variant="secondary">{mutation.unheard ? 'Close' : wayOut}</Button>
          </DialogClose>
        </>
      }
    >
      {mutation.unheard ? (
        <UnheardBanner unheard={mutation.unheard} />
      ) : (
        <form
          id={formId}
          noValidate
          onSubmit={(event: FormEvent) => {
            event.preventDefault()
            onDeed()
          }}
          className="flex flex-col gap-4"
        >
          {mutation.error && (
            <Banner tone="danger" live="assertive" title={failure}>
              {mutation.error.message}
            </Banner>
          )}
          {children}
        </form>
      )}
    </DialogContent>
  )
}
