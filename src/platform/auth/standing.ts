import type { createAuthMiddleware } from 'better-auth/api'

type AfterCtx = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0]

/** The columns that decide whether an account may be used. */
type Standing = { banned?: boolean | null; banExpires?: Date | string | null }

/** A ban whose end is past is over. Signing in follows the same rule (better-auth's admin plugin). */
export function isBanned({ banned, banExpires }: Standing, now = new Date()): boolean {
  return Boolean(banned) && !(banExpires && new Date(banExpires) < now)
}

/**
 * A ban ends open sessions. Every page, procedure and route asks better-auth whose session this is, and the account is
 * read with each answer: a banned one is signed out everywhere instead of being answered.
 */
export async function endIfBanned(ctx: AfterCtx) {
  const found = ctx.context.returned as { user?: Standing & { id: string } } | null | undefined
  if (!found?.user || !isBanned(found.user)) return undefined
  await ctx.context.internalAdapter.deleteUserSessions(found.user.id)
  return ctx.json(null)
}
