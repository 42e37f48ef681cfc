import { z } from 'zod'
import { visitorOf } from '#platform/auth/session.ts'
import { database } from '#platform/db/client.ts'
import { clientAddress } from '#platform/http/client-address.ts'
import { limitRequest } from '#platform/http/rate-limits.ts'
import { jobSender } from '#platform/jobs/job-sender.ts'
import { log } from '#platform/lib/log.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { notFound, Problem, problemOf } from '#platform/rest/problem.ts'
import { orderLimits } from '#slices/orders/rate-limits.ts'
import { type Asker, type DocumentFile, downloadCredit, downloadInvoice } from './download-document.ts'
import { NOT_READY, UNAVAILABLE } from './invoice-route.ts'
import { restoreDocument } from './restore-document.ts'

/** Longer than a job normally waits and draws. */
const READY_IN_SECONDS = 2

/** `GET /api/v1/orders/{id}/invoice?token=`: the PDF, or a problem (RFC 9457). The token may also come as a bearer. */
export const answerInvoice = (request: Request, orderId: string): Promise<Response> =>
  answerFile(request, orderId, asker => downloadInvoice(database(), orderId, asker))

/** `GET /api/v1/orders/{id}/credit-notes/{number}`, in the same way. */
export const answerCredit = (request: Request, orderId: string, wanted: string): Promise<Response> =>
  answerFile(request, orderId, asker =>
    downloadCredit(database(), orderId, { wanted, asker, now: new Date() }),
  )

async function answerFile(
  request: Request,
  orderId: string,
  download: (asker: Asker) => Promise<DocumentFile>,
): Promise<Response> {
  if (!z.uuid().safeParse(orderId).success) return notFound().toResponse()
  try {
    const visitor = await visitorOf(request.headers)
    const token = new URL(request.url).searchParams.get('token') ?? bearerOf(request.headers)
    await limitRequest(
      { db: database(), log, address: clientAddress(request.headers), visitor },
      orderLimits.track,
    )
    const file = await download({
      token,
      customerId: visitor?.customerId ?? null,
      isStaff: visitor?.isStaff ?? false,
    })
    switch (file.kind) {
      case 'pdf':
        return pdf(file)
      case 'gone':
        log.warn({ orderId }, 'the file of a document is gone; a job draws it again')
        await restoreDocument(
          { db: database(), jobs: jobSender(), now: () => new Date() },
          orderId,
          file.credit,
        )
        return notReady(request)
      case 'not_ready':
        return notReady(request)
      case 'not_found':
        return notFound().toResponse()
    }
  } catch (error) {
    if (error instanceof Refusal) return problemOf(error).toResponse()
    log.error({ orderId, error: String(error) }, 'a document could not be fetched')
    return new Problem('invoice_unavailable', UNAVAILABLE, { headers: { 'retry-after': '30' } }).toResponse()
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
      // The document holds a name and an address, so no cache between us and the reader may keep it.
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
  })
}

/** A browser that followed a link looks again by itself; a program gets a time to ask again. */
function notReady(request: Request): Response {
  const headers = { 'retry-after': String(READY_IN_SECONDS) }
  if (!request.headers.get('accept')?.includes('text/html'))
    return new Problem('not_ready', NOT_READY, { headers }).toResponse()
  return new Response(WAITING_PAGE, {
    status: 409,
    headers: {
      ...headers,
      refresh: String(READY_IN_SECONDS),
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
    },
  })
}

const WAITING_PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>We are writing your document</title><body><h1>We are writing your document</h1><p>It opens here by itself in a moment.</p>`
