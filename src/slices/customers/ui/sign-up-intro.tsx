import Link from 'next/link'

/** The heading of the sign-up page. */
export function SignUpIntro({ next }: { next: string }) {
  return (
    <div>
      <h1>Create an account</h1>
      <p className="mt-2 text-muted">
        We’ll keep your cart and the orders you’ve placed here. Have one already?{' '}
        <Link className="link" href={`/account/sign-in?next=${encodeURIComponent(next)}`}>
          Sign in
        </Link>
      </p>
    </div>
  )
}
