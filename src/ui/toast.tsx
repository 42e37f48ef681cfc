'use client'

import { CircleCheck } from 'lucide-react'
import { useTheme } from 'next-themes'
import { Toaster as Sonner, toast } from 'sonner'

const PLAIN_MS = 5000
const WITH_ACTION_MS = 10_000

/** Stands once, in the root layout. A page with a bar at the bottom gives its height in `--bottom-bar`. */
export function Toaster() {
  const { resolvedTheme } = useTheme()
  return (
    <Sonner
      theme={resolvedTheme === 'dark' ? 'dark' : 'light'}
      position="bottom-center"
      gap={8}
      mobileOffset={{ bottom: 'calc(var(--bottom-bar, 0px) + 16px)', left: 16, right: 16 }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            'flex w-full items-center font-text gap-3 rounded-control bg-ink px-4 py-2.5 text-page text-base shadow-overlay md:w-90',
          title: 'font-medium',
          actionButton:
            'ml-auto min-h-9 shrink-0 rounded-tag px-2 font-semibold text-page underline underline-offset-4',
        },
      }}
      icons={{ success: <CircleCheck aria-hidden="true" className="size-5" /> }}
    />
  )
}

/**
 * Says that something is done, in at most three words, noun first: "Item removed". With an action, such as
 * Undo, it stays ten seconds. Errors do not go here but into a `Banner`, which stays.
 */
export function notify(words: string, action?: { label: string; onAction: () => void }): void {
  toast.success(words, {
    duration: action ? WITH_ACTION_MS : PLAIN_MS,
    ...(action && { action: { label: action.label, onClick: action.onAction } }),
  })
}
