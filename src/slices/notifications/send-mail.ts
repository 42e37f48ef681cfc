import { plainTextSelectors, render, toPlainText } from '@react-email/render'
import type { ReactElement } from 'react'
import { type ErrorResponse, Resend } from 'resend'
import { sentOrNull } from '#platform/fields/optionally.ts'
import { PoisonJob } from '#platform/jobs/queue.ts'
import { env } from '#platform/lib/env.ts'
import { answerInWords, errorInWords, Told } from '#platform/lib/in-words.ts'
import { outsidePace } from '#platform/outside/outside-pace.ts'

export type Mail = {
  to: string
  /** The subject begins with the fact, because many people read only that. */
  subject: string
  body: ReactElement
  /** The id of the order, if the mail is about one. */
  orderNumber?: string
  /** The address at which a mail program unsubscribes the reader with one press (RFC 8058). */
  unsubscribeUrl?: string
  /** Resend sends a mail with the same key only once, and remembers the key for a day. */
  key: string
}

/** A call that takes longer counts as lost. The key makes another try safe. */
const SEND_LIMIT_MS = 10_000

const pace = outsidePace('The mail service', () => env().resend.callsPerSecond)

/** Error codes for a wrong mail, which Resend would refuse for ever. */
const refusals: readonly ErrorResponse['name'][] = [
  'validation_error',
  'missing_required_field',
  'invalid_parameter',
  'invalid_from_address',
]

/**
 * Sends the mail with a text version of the same words and answers Resend's id. It throws with Resend's code and never
 * with its sentence, which may hold an address. Protocol: resend.com/docs/api-reference/emails/send-email.
 */
export async function sendMail(mail: Mail): Promise<string> {
  const { apiKey, baseUrl } = env().resend
  const html = await render(mail.body)
  await pace.turn()
  const resend = Object.assign(new Resend(apiKey, { baseUrl }), { fetchRequest: askPlainly(baseUrl) })
  const { data, error, headers } = await resend.emails.send(
    {
      from: env().MAIL_FROM,
      to: mail.to,
      replyTo: env().seller.email,
      subject: mail.subject,
      html,
      text: textOf(html),
      ...(mail.orderNumber && { tags: [{ name: 'order_number', value: mail.orderNumber }] }),
      ...(mail.unsubscribeUrl && {
        headers: {
          'List-Unsubscribe': `<${mail.unsubscribeUrl}>`,
          'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        },
      }),
    },
    withoutDetours({ idempotencyKey: mail.key, signal: AbortSignal.timeout(SEND_LIMIT_MS) }),
  )
  if (data) return data.id
  // An earlier run used this key for other words, and the order or the template has changed since.
  if (error.name === 'invalid_idempotent_request') return 'sent before'
  pace.hear({ status: error.statusCode, retryAfter: headers?.['retry-after'] })
  throw refusals.includes(error.name) ? new PoisonJob(error.message) : new Told(error.message)
}

/** Replaces the SDK's own call, which loses the status when a body has another shape. */
function askPlainly(baseUrl: string) {
  return async (path: string, options: RequestInit) => {
    try {
      const response = await fetch(`${baseUrl}${path}`, options)
      const headers = Object.fromEntries(response.headers)
      return { ...readMailAnswer(response.status, await response.text()), headers }
    } catch (error) {
      const message = errorInWords(error, 'Resend')
      return { data: null, error: { name: 'application_error', statusCode: null, message }, headers: null }
    }
  }
}

/** Reads Resend's answer with any body: JSON of another shape, a page, or nothing. */
export function readMailAnswer(status: number, text: string) {
  const body = parsed(text)
  const field = (name: string) =>
    sentOrNull(body && typeof body === 'object' ? Reflect.get(body, name) : undefined)
  const id = field('id')
  if (status >= 200 && status < 300 && typeof id === 'string') return { data: { id }, error: null }
  const name = field('name')
  return {
    data: null,
    error: {
      name: (typeof name === 'string' ? name : 'application_error') as ErrorResponse['name'],
      statusCode: status,
      message: answerInWords('Resend', status, name),
    },
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Sends the mail only to the host from the environment. The SDK passes its options on to `fetch`. */
function withoutDetours<Options extends object>(options: Options): Options {
  return Object.assign(options, { redirect: 'error' as const })
}

/** The same words for programs without markup: headings as written, each amount beside its label. */
function textOf(html: string): string {
  const selectors = [
    ...plainTextSelectors,
    { selector: 'h1', options: { uppercase: false } },
    {
      selector: 'table.amount',
      format: 'dataTable',
      options: { maxColumnWidth: 60, leadingLineBreaks: 1, trailingLineBreaks: 1 },
    },
  ]
  return toPlainText(html, { selectors })
}
