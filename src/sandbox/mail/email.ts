import { z } from 'zod'

/** A bare address or `Name <address>`, as Resend takes them. */
const mailAddress = z
  .string()
  .max(500)
  .regex(
    /^[^\s<>@]+@[^\s<>@]+$|^[^<>]*<[^\s<>@]+@[^\s<>@]+>$/,
    'Invalid `{field}` field. The email address needs to follow the `email@example.com` or `Name <email@example.com>` format.',
  )
const addresses = z
  .union([mailAddress.transform(one => [one]), z.array(mailAddress).min(1).max(50)])
  .optional()
const orNothing = (value: unknown) => value ?? undefined

export const emailRequest = z.object({
  from: mailAddress,
  to: z.union([mailAddress.transform(one => [one]), z.array(mailAddress).min(1).max(50)]),
  cc: z.preprocess(orNothing, addresses),
  bcc: z.preprocess(orNothing, addresses),
  reply_to: z.preprocess(orNothing, addresses),
  subject: z.string().min(1).max(998),
  html: z.preprocess(orNothing, z.string().optional()),
  text: z.preprocess(orNothing, z.string().optional()),
  headers: z.preprocess(orNothing, z.record(z.string(), z.string()).optional()),
  scheduled_at: z.preprocess(orNothing, z.string().optional()),
  tags: z.preprocess(
    orNothing,
    z
      .array(
        z.object({
          name: z
            .string()
            .regex(
              /^[A-Za-z0-9_-]{1,256}$/,
              'Tags should only contain ASCII letters, numbers, underscores, or dashes.',
            ),
          value: z
            .string()
            .regex(
              /^[A-Za-z0-9_-]{1,256}$/,
              'Tags should only contain ASCII letters, numbers, underscores, or dashes.',
            ),
        }),
      )
      .max(75)
      .optional(),
  ),
  attachments: z.preprocess(
    orNothing,
    z
      .array(
        z.object({
          filename: z.string().max(300).optional(),
          content: z
            .union([z.base64(), z.object({ type: z.literal('Buffer'), data: z.array(z.int()) })])
            .optional(),
          path: z.string().max(2000).optional(),
          content_type: z.string().max(200).optional(),
          content_id: z.string().max(300).optional(),
        }),
      )
      .max(20)
      .optional(),
  ),
})
export type EmailRequest = z.infer<typeof emailRequest>

/** The order a mail speaks of: its tag `order_number`, else the first order number in subject or text. */
export function orderNumberOf(email: Pick<EmailRequest, 'tags' | 'subject'>, text: string): string | null {
  const tag = email.tags?.find(({ name }) => name === 'order_number')
  return tag?.value ?? /O-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(`${email.subject}\n${text}`)?.[0] ?? null
}

/** The text of a mail without its markup, for mails that bring no text of their own. */
export function textOf(html: string): string {
  const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: ' ' }
  return html
    .replace(/<(style|script|head)\b[\s\S]*?<\/\1>/gi, '')
    .replace(/<(br|\/p|\/div|\/tr|\/h\d|\/li)\b[^>]*>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(#?\w+);/g, (whole, name: string) => entities[name] ?? whole)
    .replace(/[ \t]+/g, ' ')
    .replace(/\s*\n\s*/g, '\n')
    .trim()
}
