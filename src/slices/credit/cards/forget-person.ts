import { sql } from 'drizzle-orm'
import type { Ctx } from '#platform/jobs/ctx.ts'

/**
 * Takes the address of a deleted account, and the message to it, off the cards that were mailed there. What is still to be mailed keeps it: the card is
 * owed to its reader, and retention takes the address off a year after the mail.
 */
export async function forgetPerson(
  { db }: Pick<Ctx, 'db'>,
  { emailHash }: { emailHash: string | null },
): Promise<void> {
  if (emailHash === null) return
  await db.execute(sql`
    update credit_accounts set email = null, message = null
    where email is not null and mails > 0 and encode(sha256(convert_to(email, 'UTF8')), 'hex') = ${emailHash}`)
}
