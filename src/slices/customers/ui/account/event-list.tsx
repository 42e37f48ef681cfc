import { SHOP_TIME_ZONE } from '#platform/lib/calendar-days.ts'
import { Card, CardHeading } from '#platform/ui/card.tsx'
import { formatDateTime } from '#platform/ui/format.ts'
import type { Security } from '#slices/customers/account/queries.ts'

const WORDS: Record<Security['events'][number]['what'], string> = {
  signed_up: 'Account made',
  signed_in: 'Signed in',
  new_device: 'Signed in on a new device',
  ended: 'Device signed out',
  address_proved: 'Email address confirmed',
  password_changed: 'Password changed',
  email_changed: 'Email address changed',
  factor_added: 'Added',
  factor_removed: 'Removed',
  proven: 'Confirmed that it is you',
  recovery_code_used: 'Recovery code used',
}

const FACTORS: Record<NonNullable<Security['events'][number]['factor']>, string> = {
  password: 'password',
  totp: 'authenticator app',
  recovery_code: 'new recovery codes',
  passkey: 'passkey',
  pin: 'PIN for packing stations',
}

/** What happened in the account of late, newest first. */
export function EventList({ events }: { events: Security['events'] }) {
  return (
    <Card aria-labelledby="account-events">
      <CardHeading id="account-events">What happened lately</CardHeading>
      <ul className="divide-y divide-hairline">
        {events.map(({ id, what, factor, device, at }) => (
          <li key={id} className="flex flex-wrap justify-between gap-x-4 py-2">
            <span className="[overflow-wrap:anywhere]">
              {WORDS[what]}
              {factor && `: ${FACTORS[factor]}`}
              {device && <span className="text-muted"> · {device}</span>}
            </span>
            <span className="tabular text-muted text-sm">
              {formatDateTime(at, { timeZone: SHOP_TIME_ZONE })}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
