/**
 * - `visitor`: a browser without a session, or any program
 * - `link`: the same, holding the order's tracking token
 * - `other`: signed in, and it is not their order
 * - `owner`: the customer who placed it
 * - `staff`: signed in with the role `admin`
 */
export const people = ['visitor', 'link', 'other', 'owner', 'staff'] as const
export type Who = (typeof people)[number]

/** `open`: answered, with nothing of the order or its owner in it. `order`: the order itself. A number: refused so. */
export type Access = 'open' | 'order' | 400 | 401 | 403 | 404 | 405 | 409 | 415 | 422

/** What each of them gets. */
export type Answers = Readonly<Record<Who, Access>>

/** The order that all of them ask for. */
export type Wanted = { id: string; number: string; email: string; sku: string; token: string | undefined }

/** The names of the limits (run/rate-limits.ts) that count callers of one address at this door, or why there is none. */
export type Limits = readonly [string, ...string[]] | { none: string }

export type Row = {
  who: Answers
  /** Without one the door counts as `ask`, as a procedure without a limit does. */
  limit?: Limits
  ask?: (wanted: Wanted) => unknown
  /** The procedure that is called first, with the input of its row. */
  after?: string
}

/** The doors of one slice, in the `test-access.ts` of its folder. access-table.ts brings those of all slices together. */
export type AccessRows = {
  /** Every procedure of its routers: `/api/trpc/<name>`. */
  procedures?: Readonly<Record<string, Row>>
  /** Every REST route, as `METHOD /address`; the token goes into the authorization header. */
  rest?: Readonly<Record<string, Row>>
  /** Other doors below /api, as `METHOD /address`, such as a webhook: a session opens none of them. */
  routes?: Readonly<Record<string, Row>>
  /** Every page that shows its components. `open`: shown, with nothing of the order in it (a door, where staff are meant). */
  pages?: Readonly<Record<string, Answers>>
  /** Every other route file under app. */
  drawings?: Readonly<Record<string, Row>>
}

export const toEach = (access: Access): Answers => ({
  visitor: access,
  link: access,
  other: access,
  owner: access,
  staff: access,
})

export const everybody = toEach('open')
export const nobody = toEach(404)
export const whoHoldsAKey: Answers = { ...nobody, link: 'order', owner: 'order', staff: 'order' }
/** Something of the owner's is shown to the owner, and to everybody else that there is nothing. */
export const ownOnly: Answers = { ...everybody, owner: 'order' }
export const staffOnly: Answers = { visitor: 401, link: 401, other: 403, owner: 403, staff: 'order' }
/** For staff, about a thing that does not exist. */
export const staffOnNothing: Answers = { ...staffOnly, staff: 404 }
/** For programs with an API key: no session opens it, not even the owner's. */
export const byKey: Row = { limit: ['wrongKey'], who: toEach(401) }
/** A page of the desk shows everybody else a door. */
export const deskPage: Answers = { ...everybody, staff: 'order' }

export const signed: Limits = {
  none: 'what is not signed costs one HMAC of a small body, and what is signed must not be lost',
}
