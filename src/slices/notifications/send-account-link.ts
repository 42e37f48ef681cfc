import { createElement } from 'react'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { env } from '#platform/lib/env.ts'
import { readProof } from '#slices/customers/proofs/open-proof.ts'
import { type AccountLink, PROOF_HOURS, type Proof } from '#slices/customers/proofs/proof.ts'
import { proofUrl } from '#slices/customers/proofs/proof-key.ts'
import { type Mail, sendMail } from './send-mail.ts'
import { AccountMail } from './templates/account-mail.tsx'

/**
 * Sends the link to the address that it proves. When the link moved an account to another address, the job that comes after it
 * tells the address that was left.
 */
export async function sendAccountLink(ctx: Ctx, { proofId }: AccountLink): Promise<void> {
  const proof = await readProof(ctx.db, proofId)
  if (!proof) return
  const mail = proof.usedAt ? farewell(proof) : proof.expiresAt > ctx.now() ? letter(proof) : null
  if (!mail) return
  await sendMail(mail)
  ctx.log.info({ proofId, purpose: proof.purpose }, 'a mail about an account was sent')
}

function farewell({ id, purpose, replaced }: Proof): Mail | null {
  if (purpose !== 'new_email' || !replaced) return null
  return {
    to: replaced,
    subject: 'Your account has another email address now',
    body: createElement(AccountMail, {
      preview: 'From now on we write to the new address.',
      heading: 'Your email address was changed',
      words: [
        'The account that used this address has moved to another one. You sign in with the new address, and we write to that one.',
        'If it was not you, answer this email at once: we can help.',
      ],
      button: { words: 'Contact us', href: `${env().shopUrl}/contact` },
    }),
    key: `${id}:replaced`,
  }
}

function letter({ id, purpose, email }: Proof): Mail {
  const { subject, ...said } = letters[purpose]
  const href = proofUrl(id)
  const body = createElement(AccountMail, { ...said, button: { words: said.press, href } })
  return { to: email, subject, body, key: `${id}:link` }
}

const letters: Record<
  Proof['purpose'],
  { subject: string; preview: string; heading: string; words: string[]; press: string }
> = {
  address: {
    subject: 'Confirm your email address',
    preview: 'One press, and your earlier orders join your account.',
    heading: 'Is this your address?',
    words: [
      'An account was made with this email address. Confirm that it is yours: then orders that you placed without an account join it, and you can get back in if you forget your password.',
      `The link is good for ${PROOF_HOURS.address / 24} days, and once. If you did not make an account, the same page lets you say so.`,
    ],
    press: 'See the account',
  },
  password: {
    subject: 'Choose a new password',
    preview: 'The link is good for one hour.',
    heading: 'Choose a new password',
    words: [
      'Somebody asked for a new password for the account with this email address. If it was you, choose one now.',
      `The link is good for ${PROOF_HOURS.password} hour, and once. After it every device has to sign in again. If it was not you, do nothing: your password stays as it is.`,
    ],
    press: 'Choose a password',
  },
  new_email: {
    subject: 'Confirm your new email address',
    preview: 'Your account keeps the old address until you confirm this one.',
    heading: 'Is this your new address?',
    words: [
      'Somebody who is signed in wants to use this email address for their account. If it was you, confirm it.',
      `The link is good for ${PROOF_HOURS.new_email} hours, and once. If it was not you, do nothing.`,
    ],
    press: 'See the change',
  },
}
