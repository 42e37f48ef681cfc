import { initTRPC, type TRPC_ERROR_CODE_KEY, TRPCError } from '@trpc/server'
import { ZodError } from 'zod'
import { LOOK_ONLY } from '#platform/auth/look-only.ts'
import { isFreshlyProven, proofNeeded } from '#platform/auth/second-factor.ts'
import { beginVisitorSession, type Visitor, visitorOf } from '#platform/auth/session.ts'
import { database } from '#platform/db/client.ts'
import { throughTheDoor } from '#platform/fields/door.ts'
import { clientAddress } from '#platform/http/client-address.ts'
import { isReadForKeeping } from '#platform/http/page-notes.ts'
import { platformLimits } from '#platform/http/platform-limits.ts'
import { limit, limitRequest, type RateLimit } from '#platform/http/rate-limits.ts'
import { type Unavailable, unavailable } from '#platform/http/unavailable.ts'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { jobSender } from '#platform/jobs/job-sender.ts'
import { log } from '#platform/lib/log.ts'
import { Refusal, type RefusalCode, type WrongField } from '#platform/lib/refusal.ts'
import { holds, holdsSomewhere, type Permission } from '#platform/rights/permission.ts'
import { noteActive, workerOf } from '#platform/stations/worker.ts'
import { digestOf } from './retry-after.ts'
import { transformer } from './transformer.ts'

export type RequestCtx = Ctx & {
  visitor: Visitor
  /** What the caller may do at the desk: a person by their roles, a program by its key. */
  rights: readonly string[]
  headers: Headers
  /** Headers that go out with the answer: cookies. Null where none can be set (server components). */
  answerHeaders: Headers | null
  requestId: string
  /** The caller's address, for limits. */
  address: string
  /** Work that goes on after the answer; the process waits for it when it stops. */
  goOn: (work: Promise<unknown>) => void
  /** A page asks for itself. The request for the page was counted already. */
  isPage?: boolean
}

type Meta = {
  /** The limit that each call counts against; `ask` unless set. */
  limit?: RateLimit
  /** The permission that staff need for it. */
  may?: Permission
  /** Also for staff who see the shop as a customer does. */
  whileSeeing?: true
  /** Staff must have proved within the last minutes that it is them. */
  freshProof?: boolean
  /** Also for people who work by PIN at a packing station. */
  atStation?: boolean
}

export async function createRequestCtx(request: {
  headers: Headers
  answerHeaders: Headers | null
  goOn: RequestCtx['goOn']
  isPage?: boolean
}): Promise<RequestCtx> {
  const visitor = await visitorOf(request.headers)
  const requestId = request.headers.get('x-request-id')?.slice(0, 64) ?? crypto.randomUUID()
  return {
    ...request,
    db: database(),
    jobs: jobSender(),
    now: () => new Date(),
    visitor,
    rights: visitor?.rights ?? [],
    actor: actorOf(visitor),
    requestId,
    address: clientAddress(request.headers),
    log: log.child({ requestId }),
  }
}

function actorOf(visitor: Visitor): Ctx['actor'] {
  if (!visitor) return { kind: 'program' }
  return visitor.isStaff
    ? { kind: 'staff', id: visitor.customerId, name: visitor.name }
    : { kind: 'customer', id: visitor.customerId }
}

/** What every caller reads of a failure. */
type Failure = {
  code: TRPC_ERROR_CODE_KEY
  httpStatus: number
  path?: string | undefined
  refusal: RefusalCode | null
  retryAfterSeconds: number | null
  fields: WrongField[]
}

const awayData = ({ path }: Pick<Failure, 'path'>, { retryAfterSeconds }: Unavailable): Failure => ({
  code: 'SERVICE_UNAVAILABLE',
  httpStatus: 503,
  path,
  refusal: null,
  retryAfterSeconds,
  fields: [],
})

const t = initTRPC
  .context<RequestCtx>()
  .meta<Meta>()
  .create({
    transformer,
    errorFormatter({ shape, error }) {
      const away = error.code === 'INTERNAL_SERVER_ERROR' ? unavailable(error) : null
      if (away) return { ...shape, message: away.sentence, data: awayData(shape.data, away) }
      const refusal = error.cause instanceof Refusal ? error.cause : null
      const fields =
        error.cause instanceof ZodError
          ? error.cause.issues.map(issue => ({ path: issue.path.join('.'), message: issue.message }))
          : (refusal?.fields ?? [])
      // The message of an unreadable input comes from the parser and speaks of the inside.
      const unread = error.code === 'PARSE_ERROR' || error.code === 'BAD_REQUEST'
      const kept = refusal || (error.code !== 'INTERNAL_SERVER_ERROR' && !unread)
      const data: Failure = {
        code: shape.data.code,
        httpStatus: shape.data.httpStatus,
        path: shape.data.path,
        refusal: refusal?.code ?? null,
        retryAfterSeconds: refusal?.retryAfterSeconds ?? null,
        fields,
      }
      return {
        ...shape,
        message:
          error.cause instanceof ZodError
            ? 'Some fields are not right.'
            : kept
              ? shape.message
              : unread
                ? 'The request cannot be read.'
                : 'Something went wrong on our side. Nothing was lost; try again.',
        data,
      }
    },
  })

const refusalToTrpc = {
  not_found: 'NOT_FOUND',
  forbidden: 'FORBIDDEN',
  second_factor_needed: 'FORBIDDEN',
  proof_needed: 'PRECONDITION_REQUIRED',
  conflict: 'CONFLICT',
  code_gone: 'CONFLICT',
  code_unknown: 'UNPROCESSABLE_CONTENT',
  idempotency_key_reused: 'UNPROCESSABLE_CONTENT',
  order_in_progress: 'CONFLICT',
  payments_unavailable: 'SERVICE_UNAVAILABLE',
  validation_failed: 'BAD_REQUEST',
  rate_limited: 'TOO_MANY_REQUESTS',
} as const

const refusals = t.middleware(async ({ ctx, next, path }) => {
  const result = await next()
  if (result.ok) return result
  const { cause } = result.error
  if (cause instanceof Refusal)
    throw Object.assign(
      new TRPCError({ code: refusalToTrpc[cause.code], message: cause.message, cause }),
      cause.code === 'rate_limited' && { digest: digestOf(cause.retryAfterSeconds ?? 60) },
    )
  if (result.error.code === 'UNAUTHORIZED' || result.error.code === 'FORBIDDEN')
    ctx.log.info({ path, customerId: ctx.visitor?.customerId }, 'not allowed')
  if (result.error.code === 'INTERNAL_SERVER_ERROR')
    ctx.log.error({ path, error: cause?.stack ?? result.error.message }, 'request failed')
  return result
})

export const router = t.router
export const createCallerFactory = t.createCallerFactory

const storable = t.middleware(async ({ getRawInput, next }) => {
  const input = throughTheDoor(await getRawInput())
  return next({ getRawInput: async () => input })
})

/** Counts each call by its address and its sender before its input is read. Every procedure has it. */
const limited = t.middleware(async ({ ctx, meta, next }) => {
  if (meta?.limit ? !isReadForKeeping() : !ctx.isPage)
    await limitRequest(ctx, meta?.limit ?? platformLimits.ask)
  return next()
})

/** Staff who see the shop as a customer does change nothing there. */
const lookOnly = t.middleware(({ ctx, type, meta, next }) => {
  if (ctx.visitor?.seenBy && type === 'mutation' && !meta?.whileSeeing)
    throw new TRPCError({ code: 'FORBIDDEN', message: LOOK_ONLY })
  return next()
})

/** Anybody, with or without a session. */
export const publicProcedure = t.procedure.use(refusals).use(limited).use(lookOnly).use(storable)

/** Anybody; a visitor without a session gets one, so that a cart or place in a line can belong to it. */
export const visitorProcedure = publicProcedure.use(async ({ ctx, next }) => {
  if (ctx.visitor) return next({ ctx: { ...ctx, customerId: ctx.visitor.customerId } })
  if (!ctx.answerHeaders)
    throw new TRPCError({ code: 'UNAUTHORIZED', message: 'A page cannot begin a session.' })
  await limit(ctx, platformLimits.visit, ctx.address)
  const customerId = await beginVisitorSession(ctx.headers, ctx.answerHeaders)
  return next({ ctx: { ...ctx, customerId, actor: { kind: 'customer' as const, id: customerId } } })
})

/** Signed in with an account. */
export const customerProcedure = publicProcedure.use(({ ctx, next }) => {
  if (!ctx.visitor || ctx.visitor.isAnonymous)
    throw new TRPCError({ code: 'UNAUTHORIZED', message: 'Sign in to see this.' })
  return next({ ctx: { ...ctx, customerId: ctx.visitor.customerId } })
})

export type StaffOptions = {
  /** They must have proved within the last ten minutes that it is them, since it cannot be taken back. */
  freshProof?: boolean
  /** `a warehouse`: also for those whose role is bound to one. The verb asks `refuseElsewhere` for the warehouse of its input. */
  where?: 'everywhere' | 'a warehouse'
  /** Also for people who work by PIN at a packing station of the warehouse. All other procedures do not know them. */
  atStation?: boolean
}

/** Staff whose roles hold the permission, in a session with the second factor that staff need; and programs whose key holds it. */
export const staffProcedure = (
  may: Permission,
  { freshProof = false, where = 'everywhere', atStation = false }: StaffOptions = {},
) =>
  publicProcedure.meta({ may, freshProof, atStation }).use(async ({ ctx: asked, type, next }) => {
    const ctx = atStation ? await asWorker(asked, type === 'mutation') : asked
    // A program's key needs no factor and no proof: what it may do is its scope.
    const isKey = ctx.actor.kind === 'key'
    if (!isKey) refuseOthers(ctx.visitor)
    const held = where === 'everywhere' ? holds(ctx.rights, may) : holdsSomewhere(ctx.rights, may)
    if (!held) throw new TRPCError({ code: 'FORBIDDEN', message: lacks(may) })
    if (freshProof && !isKey && !isFreshlyProven(ctx.visitor?.provenAt ?? null, ctx.now()))
      throw proofNeeded()
    return next({ ctx })
  })

/** The person who works by PIN at the station, where nobody is signed in who may use the desk. */
async function asWorker(ctx: RequestCtx, isDoing: boolean): Promise<RequestCtx> {
  if (ctx.actor.kind === 'key' || ctx.visitor?.isStaff) return ctx
  const worker = await workerOf(ctx.db, ctx.headers, ctx.now())
  if (!worker) return ctx
  if (isDoing) await noteActive(ctx.db, worker, ctx.now())
  return { ...ctx, visitor: worker, rights: worker.rights, actor: actorOf(worker) }
}

function refuseOthers(visitor: Visitor) {
  if (!visitor || visitor.isAnonymous)
    throw new TRPCError({ code: 'UNAUTHORIZED', message: 'Sign in to see this.' })
  if (visitor.secondFactor.kind === 'missing')
    throw new Refusal('second_factor_needed', 'Set up a second factor under Security in your account.')
  if (!visitor.isStaff) throw new TRPCError({ code: 'FORBIDDEN', message: 'This is for staff.' })
}

/** The sentence names the permission, so that somebody who holds it can be asked. */
const lacks = (may: Permission) => `None of your roles lets you do this: it needs the permission ${may}.`
