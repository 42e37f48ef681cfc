import type { ReactNode } from 'react'

/** A way to a page of another slice: in the menu of a phone, and with an icon also in the bar of a wide screen. */
export type HeaderLink = { href: string; label: string; icon: ReactNode }
