import { TRPCClientError } from '@trpc/client'

/** Only what the shop itself said counts as an answer: a failure on its way, or inside the shop, may come after it was done. */
export function isRefusal(error: unknown): error is TRPCClientError<never> {
  if (!(error instanceof TRPCClientError)) return false
  const data = error.data as
    | { code?: string; httpStatus?: number; refusal?: string | null }
    | null
    | undefined
  return (
    Boolean(data?.refusal) ||
    (data?.httpStatus !== undefined && data.httpStatus < 500 && data.httpStatus !== 408)
  )
}
