import type { TRPCLink } from '@trpc/client'
import type { AppRouter } from '#run/web/trpc-root.ts'

type Link = ReturnType<TRPCLink<AppRouter>>

let own: Link | null = null

/** The place where the desk puts a link of its own between its pages and the shop. Shoppers load nothing of that link. */
export const deskLink: TRPCLink<AppRouter> = () => hop => (own ? own(hop) : hop.next(hop.op))

export function putDeskLink(link: Link | null): void {
  own = link
}
