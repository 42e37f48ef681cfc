import { createElement } from 'react'
import type { z } from 'zod'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { invitationUrl } from '#slices/staff/invitation-key.ts'
import { INVITATION_DAYS, type invitationJobSchema, readInvitation } from '#slices/staff/invitations.ts'
import { sendMail } from './send-mail.ts'
import { AccountMail } from './templates/account-mail.tsx'

/** Asks somebody to join the staff. One that was taken back, accepted or is too old meanwhile is not sent. */
export async function sendInvitation(
  ctx: Ctx,
  { invitationId }: z.infer<typeof invitationJobSchema>,
): Promise<void> {
  const invitation = await readInvitation(ctx.db, invitationId)
  if (!invitation || invitation.acceptedAt || invitation.expiresAt <= ctx.now()) return
  await sendMail({
    to: invitation.email,
    subject: 'You are invited to our staff',
    body: createElement(AccountMail, {
      preview: `Join as ${invitation.role}.`,
      heading: 'Join our staff',
      words: [
        `We would like you to work at our desk as ${invitation.role}. Sign in with this email address, or make an account with it, and press one button.`,
        `The link is good for ${INVITATION_DAYS} days, and once. If you do not know why you get it, do nothing.`,
      ],
      why: 'You get this email because somebody of our staff typed your address. There is nothing to unsubscribe from: we write this once.',
      button: { words: 'See the invitation', href: invitationUrl(invitation.id) },
    }),
    key: `${invitation.id}:invitation`,
  })
  ctx.log.info({ invitationId }, 'an invitation was sent')
}
