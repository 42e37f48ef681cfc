import { z } from 'zod'
import { visitorOf } from '#auth/session.ts'
import { database } from '#db/client.ts'
import { clientAddress } from '#lib/client-address.ts'
import { log } from '#lib/log.ts'
import { limitRequest } from '#lib/rate-limits.ts'
import { Refusal } from '#lib/refusal.ts'
import { problemOf } from '#rest/problem.ts'
import { downloadInvoice } from './download-invoice.ts'

/** Longer than a job waits and draws when nothing is wrong. */
const READY_IN_SECONDS = 2

/** `GET /api/v1/orders/{id}/invoice?token=`: the PDF, or a problem (RFC 9457). The token may also come as a bearer. */
export async function answerInvoice(request: Request, orderId: string): Promise<Response> {
  if (!z.uuid().safeParse(orderId).success) return notFound()
  const visitor = await visitorOf(request.headers)
  const token = new URL(request.url).searchParams.get('token') ?? bearerOf(request.headers)
  const asker = { token, customerId: visitor?.customerId ?? null, isStaff: visitor?.isStaff ?? false }
  try {
    await limitRequest({ db: database(), log, address: clientAddress(request.headers), visitor }, 'track')
    const file = await downloadInvoice(database(), orderId, asker)
    switch (file.kind) {
      case 'pdf':
        return pdf(file)
      case 'not_ready':
        return problem(409, 'not_ready', 'The invoice is being written', {
          'retry-after': String(READY_IN_SECONDS),
        })
      case 'not_found':
        return notFound()
    }
  } catch (error) {
    if (error instanceof Refusal) return problemOf(error).toResponse()
    log.error({ orderId, error: String(error) }, 'invoice could not be fetched')
    return problem(503, 'invoice_unavailable', 'The invoice cannot be fetched right now', {
      'retry-after': '30',
    })
  }
}

function bearerOf(headers: Headers): string | null {
  return /^Bearer (\S+)$/i.exec(headers.get('authorization') ?? '')?.[1] ?? null
}

function pdf({ name, bytes }: { name: string; bytes: Uint8Array }): Response {
  return new Response(Buffer.from(bytes), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="${name}"`,
      // It bears a name and an address: no cache between us and the reader may keep it.
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
  })
}

function notFound(): Response {
  return problem(404, 'not_found', 'There is no such invoice', {})
}

function problem(status: number, code: string, title: string, headers: Record<string, string>): Response {
  return new Response(JSON.stringify({ type: `urn:problem-type:orderly:${code}`, title, status, code }), {
    status,
    headers: { ...headers, 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
  })
}
