import type { createAuthMiddleware } from 'better-auth/api'
import type { Db } from '#platform/db/client.ts'
import type { Log } from '#platform/lib/log.ts'
import { noteSeen } from './session-rows.ts'
import { longestOf } from './session-times.ts'

type AfterCtx = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0]

/** The columns that decide whether an account may be used. */
type Standing = { banned?: boolean | null; banExpires?: Date | string | null; role?: string | null }
type Found = {
  user: Standing & { id: string }
  session: { id: string; token: string; createdAt: Date; seenAt: Date }
}

/** A ban whose end is past is over. Signing in follows the same rule (better-auth's admin plugin). */
export function isBanned({ banned, banExpires }: Standing, now = new Date()): boolean {
  return Boolean(banned) && !(banExpires && new Date(banExpires) < now)
}

/**
 * Every page, procedure and route asks better-auth whose session this is, and the account is read with each answer: a banned one is
 * signed out everywhere instead of being answered. A session that began before its person became staff ends as early as theirs do.
 */
export async function judgeSession(ctx: AfterCtx, settings: { db: Db; log: Log }, now = new Date()) {
  const found = ctx.context.returned as Partial<Found> | null | undefined
  if (!found?.user || !found.session) return undefined
  const { user, session } = found as Found
  if (isBanned(user, now)) {
    await ctx.context.internalAdapter.deleteUserSessions(user.id)
    return ctx.json(null)
  }
  if (now.getTime() - session.createdAt.getTime() >= longestOf(user.role) * 1_000) {
    await ctx.context.internalAdapter.deleteSession(session.token)
    return ctx.json(null)
  }
  noteSeen(settings, session, now)
  return undefined
}
