'use client'

import { CircleCheck } from 'lucide-react'
import { useTheme } from 'next-themes'
import { useEffect } from 'react'
import { Toaster as Sonner, toast } from 'sonner'
import { onSaid } from './notify.ts'

/** Shows toasts. It is apart from notify.ts, since most visits have none. */
export default function ToastShelf() {
  const { resolvedTheme } = useTheme()
  // Runs after Sonner's own effect, with which it begins to listen.
  useEffect(
    () =>
      onSaid(({ words, durationMs, action }) =>
        toast.success(words, {
          duration: durationMs,
          ...(action && { action: { label: action.label, onClick: action.onAction } }),
        }),
      ),
    [],
  )
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
