import { noteMissing } from '#platform/http/page-notes.ts'
import { ButtonLink } from '#platform/ui/button-link.tsx'
import type { OpenedInvitation } from '../invitations.ts'
import { JoinButton } from './join-button.tsx'

type Link = { id: string; key: string }
type Props = {
  /** `reader`: whether somebody is signed in, with the account that was invited or with another one. */
  invitation: (OpenedInvitation & { reader: 'nobody' | 'invited' | 'other' }) | null
  link: Link
}

/** The page behind the link in an invitation to join the staff. Opening it changes nothing. */
export function InvitationPage({ invitation, link }: Props) {
  if (!invitation) noteMissing()
  const { title, lead } = wordsFor(invitation)
  return (
    <div className="mx-auto flex max-w-md flex-col gap-6">
      <div>
        <h1>{title}</h1>
        <p className="mt-2 text-muted [overflow-wrap:anywhere]">{lead}</p>
      </div>
      <Ways invitation={invitation} link={link} />
    </div>
  )
}

function wordsFor(invitation: Props['invitation']) {
  if (!invitation)
    return {
      title: 'This link no longer works',
      lead: 'Part of it may be missing, or the invitation was taken back. Ask the person who invited you for another.',
    }
  const { email, role, state, reader } = invitation
  if (state === 'accepted')
    return { title: 'You have joined', lead: `You are ${role} now. The desk is open to you.` }
  if (state === 'expired')
    return {
      title: 'This invitation is too old',
      lead: 'Its week is over. Ask the person who invited you for another.',
    }
  const lead = {
    nobody: `We asked ${email}. Sign in with that address, or make an account with it first.`,
    other: `We asked ${email}, and you are signed in with another address. Sign in with that one.`,
    invited: `You will open our desk as ${role}. From then on you sign in for 12 hours at a time.`,
  }
  return { title: `Join our staff as ${role}`, lead: lead[reader] }
}

function Ways({ invitation, link }: Props) {
  if (!invitation || invitation.state === 'expired')
    return (
      <ButtonLink href="/" size="lg" className="self-start">
        To the shop
      </ButtonLink>
    )
  if (invitation.state === 'accepted')
    return (
      <ButtonLink href="/admin" size="lg" className="self-start">
        To the desk
      </ButtonLink>
    )
  if (invitation.reader === 'invited') return <JoinButton link={link} />
  const back = encodeURIComponent(`/account/invitations/${link.id}?key=${encodeURIComponent(link.key)}`)
  return (
    <div className="flex flex-wrap gap-3">
      <ButtonLink href={`/account/sign-in?next=${back}`} size="lg">
        Sign in
      </ButtonLink>
      <ButtonLink href={`/account/sign-up?next=${back}`} size="lg" variant="secondary">
        Create an account
      </ButtonLink>
    </div>
  )
}
