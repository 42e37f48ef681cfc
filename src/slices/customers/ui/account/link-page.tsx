import type { ReactNode } from 'react'
import { Banner } from '#platform/ui/banner.tsx'
import { ButtonLink } from '#platform/ui/button-link.tsx'
import { buttonVariants } from '#platform/ui/button-variants.ts'
import { PasswordField } from '../password-field.tsx'
import { type LinkState, linkWords, wrongWords } from './link-words.ts'

export type LinkPageProps = {
  link: { purpose: 'address' | 'password' | 'new_email'; email: string; state: LinkState; isOwn: boolean }
  /** Where the buttons send to. */
  door: string
  /** Why the last press did nothing. */
  wrong: string | undefined
}

/**
 * The page behind a link in a mail. Opening it changes nothing, and its buttons are plain forms: they work without a script.
 */
export function LinkPage({ link, door, wrong }: LinkPageProps) {
  const { title, lead, way } = linkWords(link)
  const isOpen = link.state === 'open'
  return (
    <div className="mx-auto flex max-w-md flex-col gap-6">
      <div>
        <h1>{title}</h1>
        <p className="mt-2 text-muted [overflow-wrap:anywhere]">{lead}</p>
      </div>
      {isOpen && wrong === 'taken' && <Banner tone="danger">{wrongWords(wrong)}</Banner>}
      {isOpen ? (
        <Buttons link={link} door={door} error={wrong === 'taken' ? undefined : wrongWords(wrong)} />
      ) : (
        <ButtonLink href={way.href} size="lg" className="self-start">
          {way.words}
        </ButtonLink>
      )}
    </div>
  )
}

function Buttons({
  link,
  door,
  error,
}: Pick<LinkPageProps, 'link' | 'door'> & { error: string | undefined }) {
  const { purpose, email, isOwn } = link
  if (purpose === 'password')
    return (
      <LinkForm door={door} act="yes" button="Save the password">
        <input type="hidden" name="email" autoComplete="username" value={email} readOnly />
        <PasswordField
          id="password"
          name="password"
          label="New password"
          purpose="new"
          error={error}
          required
        />
      </LinkForm>
    )
  return (
    <>
      <LinkForm
        door={door}
        act="yes"
        button={purpose === 'address' ? 'Confirm this address' : 'Use this address'}
      >
        {purpose === 'address' && !isOwn && (
          <PasswordField
            id="password"
            name="password"
            label="Password of the account"
            purpose="current"
            error={error}
            required
          />
        )}
      </LinkForm>
      {purpose === 'address' && (
        <section aria-labelledby="not-me" className="border-hairline border-t pt-6">
          <h2 id="not-me" className="text-xl">
            You did not make an account?
          </h2>
          <p className="mt-1 mb-4 text-muted">
            Then somebody typed your address. We delete that account with all that is in it.
          </p>
          <LinkForm door={door} act="not-me" button="Delete that account" secondary />
        </section>
      )}
    </>
  )
}

type LinkFormProps = {
  door: string
  act: 'yes' | 'not-me'
  button: string
  secondary?: boolean
  children?: ReactNode
}

function LinkForm({ door, act, button, secondary = false, children }: LinkFormProps) {
  return (
    <form method="post" action={door} className="flex flex-col gap-4">
      <input type="hidden" name="act" value={act} />
      {children}
      <button
        type="submit"
        className={`self-start ${buttonVariants({ variant: secondary ? 'secondary' : 'primary', size: secondary ? 'md' : 'lg' })}`}
      >
        {button}
      </button>
    </form>
  )
}
