import { buttonVariants } from '#platform/ui/button-variants.ts'
import { Card, CardHeading } from '#platform/ui/card.tsx'

/** The way to a copy of everything that the shop holds about the person. */
export function OwnData() {
  return (
    <Card aria-labelledby="own-data">
      <CardHeading id="own-data">Your data</CardHeading>
      <p className="mb-4 text-muted">
        Everything that we hold about you, as a file that programs can read (JSON).
      </p>
      <a className={buttonVariants({ variant: 'secondary' })} href="/api/account/data" download>
        Download my data
      </a>
    </Card>
  )
}
