/** Whether somebody has a session, before it is looked up: `orderly.session_token`, also with the prefix that https brings. */
export const bearsSession = (cookie: string | null | undefined): boolean =>
  Boolean(cookie?.includes('orderly.session_token'))
