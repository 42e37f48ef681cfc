/** An answer of the bank's API: Stripe's status code and JSON body. */
export type Reply = { status: number; body: object }

export type RefusalFields = {
  type: 'invalid_request_error' | 'card_error' | 'idempotency_error' | 'api_error'
  message: string
  code?: string
  decline_code?: string
  param?: string
  charge?: string
  payment_intent?: object
  payment_method?: object
}

/** Stripe's error envelope (docs.stripe.com/api/errors). */
export function refuse(status: number, { type, message, ...rest }: RefusalFields): Reply {
  const doc_url = rest.code && `https://stripe.com/docs/error-codes/${rest.code.replaceAll('_', '-')}`
  return { status, body: { error: { ...rest, doc_url: doc_url || undefined, message, type } } }
}

export const refuseRequest = (message: string, fields: Partial<RefusalFields> = {}, status = 400): Reply =>
  refuse(status, { ...fields, type: 'invalid_request_error', message })

/** 404 when the id stood in the path, 400 when it was a parameter. */
export const refuseMissing = (noun: string, id: string, where: { param: string; inPath?: boolean }): Reply =>
  refuseRequest(
    `No such ${noun}: '${id}'`,
    { code: 'resource_missing', param: where.param },
    where.inPath ? 404 : 400,
  )
