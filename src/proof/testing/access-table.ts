import { v7 as uuidv7 } from 'uuid'
import {
  type AccessRows,
  type Answers,
  byKey,
  everybody,
  type Limits,
  nobody,
  ownOnly,
  type Row,
  toEach,
} from './access-row.ts'
import { ofEachSlice } from './of-each-slice.ts'

/**
 * The whole table of who gets what: access.test.ts asks at every door as each person, and fails for a door without a row. A slice
 * keeps the rows of its own doors in its test-access.ts; here are those of no slice. docs/access.md is printed from it.
 */
const ofNoSlice: AccessRows = {
  rest: {
    'GET /api/v1/openapi.json': { who: everybody },
    'POST /api/v1/admin/desk/{procedure}': byKey,
  },
  routes: {
    'GET /api/health/live': {
      limit: { none: 'one constant word; a balancer asks it all the time' },
      who: everybody,
    },
    'GET /api/health/ready': {
      limit: { none: 'a balancer asks all the time; the database is asked once for all callers' },
      who: everybody,
    },
  },
}

/** The rows of each slice. */
export const accessBySlice: readonly { slice: string; rows: AccessRows }[] = (
  await ofEachSlice<{ access: AccessRows }>('test-access.ts')
).map(({ slice, said }) => ({ slice, rows: said.access }))

export type Door = Row & { limit: Limits }

const together = (kind: 'procedures' | 'rest' | 'routes' | 'drawings') =>
  once(
    [...accessBySlice.map(({ rows }) => rows), ofNoSlice]
      .flatMap(rows => Object.entries(rows[kind] ?? {}))
      .map(([door, row]): [string, Door] => [door, { ...row, limit: row.limit ?? ['ask'] }]),
  )

export const procedures = together('procedures')
export const restRoutes = together('rest')
export const otherRoutes = together('routes')
export const drawings = together('drawings')
/** limited-pages.test.ts knocks at them: none is rendered but through that limit. */
export const pages = once(
  accessBySlice
    .flatMap(({ rows }) => Object.entries<Answers>(rows.pages ?? {}))
    .map(([page, who]): [string, Door] => [page, { who, limit: ['page'] }]),
)

/** The endpoints of better-auth that the shop opens. All its others answer 404 (`src/run/web/sign-in.ts`). */
export const signInRoutes: Readonly<Record<string, Door>> = {
  'GET /get-session': { limit: ['ask'], who: ownOnly },
  'POST /sign-in/email': {
    limit: ['ask', 'signIn'],
    who: toEach(401),
    ask: () => ({ email: 'no@example.com', password: 'nothing' }),
  },
  'POST /sign-in/second-step': {
    limit: ['ask', 'signIn'],
    who: toEach(401),
    ask: () => ({ code: '000000' }),
  },
  'POST /sign-in/passkey-options': { limit: ['ask', 'signIn'], who: everybody, ask: () => ({}) },
  'POST /sign-in/passkey': { limit: ['ask', 'signIn'], who: toEach(401), ask: () => ({ answer: '{}' }) },
  'POST /sign-up/email': {
    limit: ['ask', 'signUp'],
    who: everybody,
    ask: () => ({ email: `${uuidv7()}@example.com`, password: 'three quiet words', name: 'New' }),
  },
  'POST /sign-out': { limit: ['ask'], who: everybody, ask: () => ({}) },
}
const ourOwn = 'The account pages do it by a procedure of ours, which knows its limits, mails and history.'
const noOther = 'Nobody signs in by way of somebody else.'
const bySql = 'Staff have no room for it, and what better-auth brings would pass by the desk’s rights.'
const inside = 'Our own code calls it; a browser has no business there.'

/**
 * What better-auth offers and the shop keeps shut, by the name of the endpoint. One that an update brings stands in neither list
 * and fails the test: is it a new way in?
 */
export const closedSignIn: Readonly<Record<string, string>> = {
  signInSocial: noOther,
  callbackOAuth: noOther,
  linkSocialAccount: noOther,
  unlinkAccount: noOther,
  refreshToken: noOther,
  getAccessToken: noOther,
  accountInfo: noOther,
  listUserAccounts: noOther,
  resetPassword: ourOwn,
  requestPasswordReset: ourOwn,
  requestPasswordResetCallback: ourOwn,
  verifyPassword: ourOwn,
  setPassword: ourOwn,
  changePassword: ourOwn,
  verifyEmail: ourOwn,
  sendVerificationEmail: ourOwn,
  changeEmail: ourOwn,
  updateUser: ourOwn,
  deleteUser: ourOwn,
  deleteUserCallback: ourOwn,
  listSessions: ourOwn,
  revokeSession: ourOwn,
  revokeSessions: ourOwn,
  revokeOtherSessions: ourOwn,
  updateSession:
    'What stands in a session says how somebody proved who they are: nobody writes it from outside.',
  signInAnonymous: inside,
  deleteAnonymousUser: inside,
  ok: inside,
  error: inside,
  setRole: bySql,
  getUser: bySql,
  createUser: bySql,
  adminUpdateUser: bySql,
  listUsers: bySql,
  listUserSessions: bySql,
  unbanUser: bySql,
  banUser: bySql,
  impersonateUser: bySql,
  stopImpersonating: bySql,
  revokeUserSession: bySql,
  revokeUserSessions: bySql,
  removeUser: bySql,
  setUserPassword: bySql,
  userHasPermission: bySql,
}

export const closedSignInRoute: Door = {
  limit: { none: 'nothing is read or looked up before it is refused' },
  who: nobody,
  ask: () => ({}),
}

function once(doors: [string, Door][]): Readonly<Record<string, Door>> {
  const names = doors.map(([door]) => door)
  const twice = names.filter((name, index) => names.indexOf(name) < index)
  if (twice.length) throw new Error(`Two slices have a row for ${twice.join(', ')}.`)
  return Object.fromEntries(doors)
}
