import Link from 'next/link'
import { deskPlace } from '#desk/clock.tsx'
import type { SecondFactor } from '#platform/auth/second-factor.ts'
import { formatDateTime } from '#platform/ui/format.ts'

/** A quiet line on every page of the desk, for those who have no second factor and may still be here. */
export function FactorNotice({ secondFactor }: { secondFactor: SecondFactor }) {
  if (secondFactor.kind === 'demo')
    return <p className="mb-4 text-muted text-sm">The demo’s people need no second factor; real staff do.</p>
  if (secondFactor.kind !== 'due') return null
  return (
    <p className="mb-4 text-sm">
      <Link className="link" href="/account/security/authenticator?next=/admin">
        Set up a second factor
      </Link>{' '}
      by {formatDateTime(secondFactor.at, deskPlace)}. After that the desk waits for it.
    </p>
  )
}
