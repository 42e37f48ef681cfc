import type { ReactNode } from 'react'

/** A room as the frame shows it: where it is, its name and its icon. */
export type DeskRoom = { href: string; label: string; icon: ReactNode }
