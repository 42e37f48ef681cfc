import type { OpenAPIHono, RouteConfig } from '@hono/zod-openapi'
import type { AnyRouter } from '@trpc/server'
import type { ComponentType } from 'react'
import type { Db, Tx } from './db/client.ts'
import type { Invariant } from './db/invariant.ts'
import type { KeptRows } from './db/kept-rows.ts'
import type { OwnRows } from './db/own-data.ts'
import type { Placement } from './db/placement.ts'
import type { RateLimit } from './http/rate-limits.ts'
import type { AnnouncedEvent } from './jobs/event.ts'
import type { Queue, Schedule } from './jobs/queue.ts'
import type { QueueWords } from './jobs/queue-words.ts'
import type { FaultPoints } from './lib/fault-points.ts'
import type { Page } from './page.ts'
import type { RestEnv } from './rest/routes.ts'
import type { Permission, Permissions } from './rights/permission.ts'

/** A page of the desk, and where it stands among the others. */
export type Room = {
  href: string
  label: string
  icon: ComponentType<{ className?: string; 'aria-hidden'?: 'true' }>
  /** The room is shown to people with this permission. */
  may: Permission
  /** Rooms stand in this order, whatever slice they come from. */
  place: number
  /** The slice's desk/ui/finder.tsx finds something by what staff type into the palette. */
  finds?: true
}

/**
 * Things that need a person, counted beside a room of the desk, which may be another slice's. People who may enter the room see the
 * number; `may` is what they must hold besides.
 */
export type Waits = { room: string; may?: Permission; count: (db: Db, now: Date) => Promise<number> }

/** A way to a page of the slice: in the menu of a phone, and with an icon also in the shop's header on a wide screen. */
export type HeaderLink = Omit<Room, 'icon' | 'finds' | 'may'> & Partial<Pick<Room, 'icon'>>

/** Something that the shop keeps of a person, in sentences for the page on privacy. */
export type KeptOfPeople = { what: string; why: string; howLong: string; place: number }

/**
 * Everything that the rest of the house must know of a slice. src/slices.ts lists the slices, and what must know all of them is a
 * fold over that list (src/run/).
 */
export type Slice = {
  name: string
  /** What it is, in a few words, for docs/slices.md. */
  about: string
  /** The procedures, by the name under which pages call them. */
  routers?: Record<string, AnyRouter>
  /** Routes below /api/v1. */
  rest?: () => OpenAPIHono<RestEnv>
  /** Routes that are answered elsewhere and stand in the OpenAPI document. */
  describes?: readonly RouteConfig[]
  /** What staff and keys may do in it. */
  permissions?: Permissions
  room?: Room
  waits?: readonly Waits[]
  /** Its pages below src/app, from its pages.ts, which imports nothing: the tests in a browser read it without the slice. */
  pages?: readonly Page[]
  headerLinks?: readonly HeaderLink[]
  /** Its ui/beside-buying.tsx stands below the button on the page of each product. */
  besideBuying?: true
  /** The events that this slice announces, each by one job on the queue of its name. */
  events?: readonly AnnouncedEvent[]
  /** What follows which event: its job is added once for each event. */
  on?: readonly (readonly [event: AnnouncedEvent, ...queues: Queue[]])[]
  /** Queues whose jobs come by themselves or are sent by a verb. */
  queues?: readonly Queue[]
  schedules?: readonly Schedule[]
  /** What staff read for the jobs of each of its queues, those of its events included. */
  queueWords?: QueueWords
  /** How often one caller may ask for what it answers. */
  limits?: Readonly<Record<string, RateLimit>>
  /** Where tests may strike it, and how things stand there. */
  faultPoints?: FaultPoints
  /** What must hold of its own tables; what compares several slices stands in src/proof/invariants/between-slices.ts. */
  invariants?: readonly Invariant[]
  /** What retention throws away, and when. */
  keeps?: readonly KeptRows[]
  keepsOfPeople?: readonly KeptOfPeople[]
  /** Moves a visitor's rows to the account that they sign in to. What it leaves is deleted with the visitor. */
  carriesOver?: (db: Db, visitorId: string, customerId: string) => Promise<void>
  /** Its tables with rows by customer that do not come along, each with the reason. */
  leavesBehind?: Readonly<Record<string, string>>
  /** Its tables in which something of a customer stands: what they download as their own data. */
  ownData?: Readonly<Record<string, OwnRows>>
  /** What it shows in a demo shop. A slice finds what the slices before it have written. */
  demo?: (tx: Tx) => Promise<void>
  /** Where each of its tables would stand on several machines (docs/scale.md). */
  places?: Readonly<Record<string, Placement>>
}

/** Declares a slice; the types of its routers stay what they are. */
export const slice = <const Declared extends Slice>(declared: Declared): Declared => declared
