import Link from 'next/link'
import { Field } from '#platform/forms/field.tsx'
import { Input } from '#platform/forms/input.tsx'
import { Banner } from '#platform/ui/banner.tsx'
import { buttonVariants } from '#platform/ui/button-variants.ts'

const WRONG: Record<string, string> = {
  code: 'This code is not right, or it was used already. The app shows another one every half minute',
  tries: 'Too many tries. Wait a quarter of an hour, or use a recovery code after that',
}

/** Asks for the code after the password. It is a plain form, which works without a script. */
export function CodeForm({ next, wrong }: { next: string; wrong: string | undefined }) {
  return (
    <form method="post" action="/api/account/second-step" className="mx-auto flex max-w-md flex-col gap-6">
      <div>
        <h1>Enter your code</h1>
        <p className="mt-2 text-muted">
          Open your authenticator app and type the six digits that it shows for Orderly. Without the app, type
          one of your recovery codes.
        </p>
      </div>
      {wrong === 'trouble' && (
        <Banner tone="danger">Something went wrong on our side. Nothing was lost; try again.</Banner>
      )}
      <input type="hidden" name="next" value={next} />
      <Field
        id="code"
        label="Code"
        error={wrong !== undefined && Object.hasOwn(WRONG, wrong) ? WRONG[wrong] : undefined}
      >
        <Input
          name="code"
          autoComplete="one-time-code"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={40}
          required
          autoFocus
        />
      </Field>
      <div className="flex flex-col gap-4">
        <button type="submit" className={buttonVariants({ size: 'lg', wide: true })}>
          Sign in
        </button>
        <Link className="link self-start py-1" href={`/account/sign-in?next=${encodeURIComponent(next)}`}>
          Use another account
        </Link>
      </div>
    </form>
  )
}
