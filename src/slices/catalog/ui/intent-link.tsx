'use client'

import Link, { useLinkStatus } from 'next/link'
import { type ComponentProps, useState } from 'react'

/**
 * A link that loads its whole page as soon as somebody points at it, touches it or reaches it with Tab. A page of
 * products has dozens of links, so loading each as it comes into view would ask the shop dozens of times for nothing.
 */
export function IntentLink({ children, ...props }: Omit<ComponentProps<typeof Link>, 'prefetch'>) {
  const [meant, setMeant] = useState(false)
  const mean = () => setMeant(true)
  return (
    <Link {...props} prefetch={meant} onPointerEnter={mean} onTouchStart={mean} onFocus={mean}>
      {children}
      <UnderWay />
    </Link>
  )
}

/** A bar at the top of the window when the next page takes longer than a blink on a slow line. */
function UnderWay() {
  const { pending } = useLinkStatus()
  return pending ? (
    <span aria-hidden="true" className="fixed inset-x-0 top-0 z-50 h-1 animate-arrive bg-accent" />
  ) : null
}
