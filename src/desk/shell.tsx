'use client'

import { Store } from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { type ReactNode, useEffect, useRef } from 'react'
import { UnheardActions } from '#desk/actions/unheard-actions.tsx'
import { cn } from '#platform/ui/cn.ts'
import { Logo, LogoMark } from '#platform/ui/logo.tsx'
import { NearLink } from '#platform/ui/near-link.tsx'
import { ThemeToggle } from '#platform/ui/theme-toggle.tsx'
import { type AttentionCounts, useAttention, useTitleCount } from './attention-counts.ts'
import type { DeskRoom } from './desk-room.ts'
import { DeskKeys } from './keys.tsx'
import { FindButton, usePalette } from './palette/opener.tsx'
import { ShutOutNotices } from './shut-out.tsx'

type DeskShellProps = {
  staffName: string
  rooms: readonly DeskRoom[]
  /** The sign-out button: beside the name at the left, and at the top on a phone. */
  signOut: { side: ReactNode; top: ReactNode }
  /** The banners at the top of every page of the desk. */
  notices: ReactNode
  /** What the palette finds besides the rooms. */
  finders: ReactNode
  children: ReactNode
}

/** The staff's frame: rooms at the left from 1024 px up, along the bottom below that. */
export function DeskShell({ staffName, rooms, signOut, notices, finders, children }: DeskShellProps) {
  useEffect(clearTheBottom, [])
  const counts = useAttention()
  useTitleCount(counts.total)
  const { open, palette } = usePalette({ rooms, finders })
  return (
    <div className="lg:flex">
      <Sidebar staffName={staffName} rooms={rooms} counts={counts} signOut={signOut.side} onFind={open} />
      <div className="min-w-0 flex-1 pb-20 lg:pb-0">
        <PhoneTop signOut={signOut.top} onFind={open} />
        <main
          id="main"
          tabIndex={-1}
          className="mx-auto w-full max-w-[100rem] p-4 outline-none lg:px-6 lg:py-5"
        >
          <ShutOutNotices>
            {notices}
            <UnheardActions />
            {children}
          </ShutOutNotices>
        </main>
      </div>
      <BottomBar rooms={rooms} counts={counts} />
      {palette}
    </div>
  )
}

/** Toasts and focused elements stay clear of the bars at the bottom of a phone. */
function clearTheBottom(): () => void {
  const { style } = document.documentElement
  style.setProperty('--bottom-bar', '8.5rem')
  style.scrollPaddingBottom = '9.5rem'
  return () => {
    style.removeProperty('--bottom-bar')
    style.removeProperty('scroll-padding-bottom')
  }
}

type RoomsProps = { rooms: readonly DeskRoom[]; counts: AttentionCounts }

function Sidebar({
  staffName,
  rooms,
  counts,
  signOut,
  onFind,
}: RoomsProps & { staffName: string; signOut: ReactNode; onFind: () => void }) {
  return (
    <header className="sticky top-0 hidden h-dvh w-52 shrink-0 flex-col border-hairline border-r bg-surface p-3 lg:flex">
      <Link href="/admin" className="mb-6 rounded-control px-2 py-1.5" aria-label="Orderly, staff desk">
        <Logo />
      </Link>
      <FindButton onPress={onFind} />
      <Rooms
        rooms={rooms}
        counts={counts}
        className="flex flex-col gap-1"
        look="flex h-10 items-center gap-3 rounded-control px-3"
      />
      <div className="mt-auto flex flex-col gap-2">
        <Link
          href="/"
          className="flex h-10 items-center gap-3 rounded-control px-3 text-muted text-sm hover:bg-ink/8"
        >
          <Store aria-hidden="true" className="size-5" />
          Visit the shop
        </Link>
        {signOut}
        <div className="flex items-center justify-between gap-1 border-hairline border-t pt-2 pl-3">
          <span className="truncate text-sm" title={staffName}>
            {staffName}
          </span>
          <span className="flex">
            <DeskKeys />
            <ThemeToggle />
          </span>
        </div>
      </div>
    </header>
  )
}

function PhoneTop({ signOut, onFind }: { signOut: ReactNode; onFind: () => void }) {
  return (
    <header className="flex h-14 items-center justify-between border-hairline border-b bg-surface px-4 lg:hidden">
      <Link
        href="/admin"
        className="flex items-center gap-2 rounded-control"
        aria-label="Orderly, staff desk"
      >
        <LogoMark />
        <span className="font-medium text-muted text-sm max-[28rem]:hidden">Staff desk</span>
      </Link>
      <span className="flex items-center">
        <FindButton isIcon onPress={onFind} />
        <Link href="/" className="rounded-control p-2.5" aria-label="Visit the shop">
          <Store aria-hidden="true" className="size-5" />
        </Link>
        <ThemeToggle />
        {signOut}
      </span>
    </header>
  )
}

/** With more rooms than fit, the bar can be pushed sideways; the room that is open is always in sight. */
function BottomBar({ rooms, counts }: RoomsProps) {
  const bar = useRef<HTMLDivElement>(null)
  const path = usePathname()
  useEffect(() => {
    const open = path && bar.current?.querySelector('[aria-current]')
    if (open) open.scrollIntoView({ inline: 'nearest', block: 'nearest' })
  }, [path])
  return (
    <div
      ref={bar}
      className="fixed inset-x-0 bottom-0 z-30 border-hairline border-t bg-surface pb-[env(safe-area-inset-bottom)] lg:hidden"
    >
      <Rooms
        rooms={rooms}
        counts={counts}
        className="flex overflow-x-auto"
        look="flex h-16 min-w-18 shrink-0 grow flex-col items-center justify-center gap-1 px-2 text-xs"
      />
    </div>
  )
}

function Rooms({ rooms, counts, className, look }: RoomsProps & { className: string; look: string }) {
  const path = usePathname()
  return (
    <nav aria-label="Staff desk" className={className}>
      {rooms.map(({ href, label, icon }) => {
        const inside = path === href || (href !== '/admin' && path.startsWith(`${href}/`))
        return (
          <NearLink
            key={href}
            href={href}
            aria-current={path === href ? 'page' : inside ? 'true' : undefined}
            className={cn(
              look,
              'relative',
              'focus-inset font-medium text-muted transition-colors hover:bg-ink/8 hover:text-ink',
              inside && 'bg-brand-tint text-brand hover:bg-brand-tint hover:text-brand',
            )}
          >
            {icon}
            {label}
            <RoomCount count={counts.rooms[href] ?? 0} />
          </NearLink>
        )
      })}
    </nav>
  )
}

/** The number of things in a room that need a person. On a phone it is on the icon. */
function RoomCount({ count }: { count: number }) {
  if (count === 0) return null
  return (
    <span className="tabular min-w-5 rounded-pill bg-danger-fill px-1.5 text-center text-on-danger text-xs leading-5 max-lg:absolute max-lg:top-1.5 max-lg:left-1/2 max-lg:ml-1.5 lg:ml-auto">
      {count > 99 ? '99+' : count}
      <span className="sr-only"> {count === 1 ? 'needs' : 'need'} a person</span>
    </span>
  )
}
