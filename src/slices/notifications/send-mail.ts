import type { ReactElement } from 'react'
import { plainTextSelectors, render, toPlainText } from 'react-email'
import { type ErrorResponse, Resend } from 'resend'
import { PoisonJob } from '#platform/jobs/queue.ts'
import { env } from '#platform/lib/env.ts'
import { answerInWords, errorInWords, Told } from '#platform/lib/in-words.ts'
import { sentOrNull } from '#platform/lib/optionally.ts'
import { outsidePace } from '#platform/lib/outside-pace.ts'

export type Mail = {
  to: string
  /** The fact first: it is all that many will read. */
  subject: string
  body: ReactElement
  /** Of the order it is about, if it is about one. */
  orderNumber?: string
  /** Where a mail program may take the reader off the list, with one press (RFC 8058). */
  unsubscribeUrl?: string
  /** The same key is sent once, however often it is asked for: Resend remembers it for a day. */
  key: string
}

/** Mail that takes longer to hand over is taken for lost; the key makes another try safe. */
const SEND_LIMIT_MS = 10_000

const pace = outsidePace('The mail service', () => env().resend.callsPerSecond)

/** These say that the letter itself is wrong: it would be refused for ever. */
const refusals: readonly ErrorResponse['name'][] = [
  'validation_error',
  'missing_required_field',
  'invalid_parameter',
  'invalid_from_address',
]

/**
 * Sends the mail with a text version of the same words and answers Resend's id. Throws with Resend's code and never
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
  // The key was used for other words: an earlier run sent them, and the order or the template changed since.
  if (error.name === 'invalid_idempotent_request') return 'sent before'
  pace.hear({ status: error.statusCode, retryAfter: headers?.['retry-after'] })
  throw refusals.includes(error.name) ? new PoisonJob(error.message) : new Told(error.message)
}

/** In place of the SDK's own call, which loses the status of an answer whose body is of another shape. */
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

/** What Resend's answer means, whatever its body is: JSON of another shape, a page, or nothing. */
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

/** The letter goes where the environment says and nowhere else: the SDK hands its options on to `fetch`. */
function withoutDetours<Options extends object>(options: Options): Options {
  return Object.assign(options, { redirect: 'error' as const })
}

/** The same words for programs that show no markup: headings as written, each amount beside what it is for. */
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
