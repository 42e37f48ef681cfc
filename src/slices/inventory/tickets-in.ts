/** A browser keeps its ticket in one cookie for each launch; a program sends it in a header. */
const COOKIE = 'orderly.line.'
export const TICKET_HEADER = 'line-ticket'
/** A request's further tickets are not read: no buyer waits in more lines than this at once. */
const MOST_TICKETS = 20

/** Reads the tickets that came with a request. */
export function ticketsIn(headers: Headers): string[] {
  const sent = headers.get(TICKET_HEADER)
  const kept = (headers.get('cookie') ?? '')
    .split(/; */)
    .filter(cookie => cookie.startsWith(COOKIE))
    .map(cookie => cookie.slice(cookie.indexOf('=') + 1))
  return [...(sent ? sent.split(/, */) : []), ...kept].slice(0, MOST_TICKETS)
}

/** The cookie lasts as long as the launch, and no script can read it. */
export function ticketCookie(
  ticket: string,
  launch: { id: string; endsAt: Date },
  isSecure: boolean,
): string {
  const secure = isSecure ? '; Secure' : ''
  return `${COOKIE}${launch.id}=${ticket}; Path=/; HttpOnly; SameSite=Lax; Expires=${launch.endsAt.toUTCString()}${secure}`
}
