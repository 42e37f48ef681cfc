import type { createAuthMiddleware } from 'better-auth/api'

type AfterCtx = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0]

/** Of an account, what decides whether it may be used. */
type Standing = { banned?: boolean | null; banExpires?: Date | string | null }

/** The rule by which signing in is refused too (better-auth's admin plugin): a ban whose end is past is over. */
export function isBanned({ banned, banExpires }: Standing, now = new Date()): boolean {
  return Boolean(banned) && !(banExpires && new Date(banExpires) < now)
}

/**
 * A ban ends what is open. Every page, procedure and route asks better-auth whose session this is, and the account is
 * read with each answer: a banned one is signed out everywhere instead of being answered.
 */
export async function endIfBanned(ctx: AfterCtx) {
  const found = ctx.context.returned as { user?: Standing & { id: string } } | null | undefined
  if (!found?.user || !isBanned(found.user)) return undefined
  await ctx.context.internalAdapter.deleteUserSessions(found.user.id)
  return ctx.json(null)
}
