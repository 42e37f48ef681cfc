import { randomUUID } from 'node:crypto'
import type { Store } from '#sandbox/store.ts'
import { type EmailRequest, orderNumberOf, textOf } from './email.ts'

export type EmailRow = {
  seq: number
  id: string
  sender: string
  recipients: string
  cc: string
  bcc: string
  reply_to: string
  subject: string
  html: string | null
  text: string
  tags: string
  order_number: string | null
  sent_at_ms: number
}

/** Puts the mail into the inbox, in the caller's transaction. Returns its id. */
export function keepEmail(store: Store, email: EmailRequest): string {
  const id = randomUUID()
  const text = email.text ?? textOf(email.html ?? '')
  store.run(
    `INSERT INTO emails (id, sender, recipients, cc, bcc, reply_to, subject, html, text, tags, order_number, sent_at_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    id,
    email.from,
    JSON.stringify(email.to),
    JSON.stringify(email.cc ?? []),
    JSON.stringify(email.bcc ?? []),
    JSON.stringify(email.reply_to ?? []),
    email.subject,
    email.html ?? null,
    text,
    JSON.stringify(email.tags ?? []),
    orderNumberOf(email, text),
    Date.now(),
  )
  for (const [position, attachment] of (email.attachments ?? []).entries()) {
    const { content } = attachment
    const bytes =
      typeof content === 'string' ? Buffer.from(content, 'base64') : Buffer.from(content?.data ?? [])
    store.run(
      `INSERT INTO email_attachments (email_id, position, filename, content_type, content) VALUES (?, ?, ?, ?, ?)`,
      id,
      position,
      attachment.filename ?? `attachment-${position + 1}`,
      attachment.content_type ?? guessType(attachment.filename),
      bytes,
    )
  }
  return id
}

const guessType = (filename = '') =>
  filename.endsWith('.pdf')
    ? 'application/pdf'
    : filename.endsWith('.txt')
      ? 'text/plain'
      : 'application/octet-stream'

export const findEmail = (store: Store, id: string) =>
  store.get<EmailRow>('SELECT * FROM emails WHERE id = ?', id)

export const readList = (json: string): string[] => JSON.parse(json)
