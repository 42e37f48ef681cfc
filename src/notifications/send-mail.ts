import type { ReactElement } from 'react'
import { plainTextSelectors, render, toPlainText } from 'react-email'
import { type ErrorResponse, Resend } from 'resend'
import { PoisonJob } from '#jobs/queue.ts'
import { env } from '#lib/env.ts'
import { outsidePace } from '#lib/outside-pace.ts'

export type Mail = {
  to: string
  /** The fact first: it is all that many will read. */
  subject: string
  body: ReactElement
  orderNumber: string
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
  const { data, error, headers } = await new Resend(apiKey, { baseUrl }).emails.send(
    {
      from: env().MAIL_FROM,
      to: mail.to,
      subject: mail.subject,
      html,
      text: textOf(html),
      tags: [{ name: 'order_number', value: mail.orderNumber }],
    },
    withoutDetours({ idempotencyKey: mail.key, signal: AbortSignal.timeout(SEND_LIMIT_MS) }),
  )
  if (data) return data.id
  // The key was used for other words: an earlier run sent them, and the order or the template changed since.
  if (error.name === 'invalid_idempotent_request') return 'sent before'
  pace.hear({ status: error.statusCode, retryAfter: headers?.['retry-after'] })
  const says = `Resend refused ${mail.key}: ${error.statusCode ?? 'no answer'} ${error.name}`
  throw refusals.includes(error.name) ? new PoisonJob(says) : new Error(says)
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
