import Link from 'next/link'

const CHECKOUT = '/checkout'

/** The heading of the sign-in page. Shoppers who come from the checkout can go on without an account. */
export function SignInIntro({ next }: { next: string }) {
  return (
    <div>
      <h1>Sign in</h1>
      <p className="mt-2 text-muted">
        New here?{' '}
        <Link className="link" href={`/account/sign-up?next=${encodeURIComponent(next)}`}>
          Create an account
        </Link>
        {next === CHECKOUT ? (
          <>
            , or{' '}
            <Link className="link" href={CHECKOUT}>
              go on as a guest
            </Link>
          </>
        ) : (
          '. You can order without one.'
        )}
      </p>
    </div>
  )
}
