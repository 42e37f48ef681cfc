import { HELP_ADDRESS } from './help-address.ts'

/** Who answers questions, and what happens when something does not please. */
export function HelpLine() {
  return (
    <p className="text-center text-muted text-sm">
      Questions? Write to{' '}
      <a className="link" href={`mailto:${HELP_ADDRESS}`}>
        {HELP_ADDRESS}
      </a>
      . Send back what you don’t like within 30 days.
    </p>
  )
}
