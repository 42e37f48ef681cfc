'use client'

import { useMutation } from '@tanstack/react-query'
import { useTRPC } from '#platform/trpc/client.tsx'
import { Button } from '#platform/ui/button.tsx'
import { ButtonLink } from '#platform/ui/button-link.tsx'
import { MailedLink } from '#platform/ui/mailed-link.tsx'
import type { LetterLink } from '#slices/letters/letters.ts'
import type { OpenedLink } from '#slices/letters/open-link.ts'

/** The page behind the links in our mails: somebody says that they want letters, or that they want none, each with one press. */
export function LetterLinkPage({ link, opened }: { link: LetterLink; opened: OpenedLink }) {
  const trpc = useTRPC()
  const confirm = useMutation(trpc.letters.confirm.mutationOptions())
  const stop = useMutation(trpc.letters.stop.mutationOptions())
  const failed = confirm.error ?? stop.error
  const state = stop.isSuccess ? 'ended' : confirm.isSuccess ? 'proved' : opened.state
  const { title, sentence } = words(state, opened.email)

  return (
    <MailedLink
      title={title}
      sentence={sentence}
      failed={failed}
      isDone={confirm.isSuccess || stop.isSuccess}
      below={
        state === 'asked' &&
        opened.words && (
          <blockquote className="max-w-prose rounded-card border border-hairline bg-surface px-4 py-3">
            {opened.words}
          </blockquote>
        )
      }
      buttons={
        <>
          {state === 'asked' && (
            <Button
              size="lg"
              pending={confirm.isPending}
              pendingLabel="Confirming…"
              onClick={() => confirm.mutate(link)}
            >
              Yes, send me letters
            </Button>
          )}
          {state !== 'ended' && (
            <Button
              size="lg"
              variant="secondary"
              pending={stop.isPending}
              pendingLabel="Stopping…"
              onClick={() => stop.mutate(link)}
            >
              {state === 'asked' ? 'No, forget my address' : 'Stop the letters'}
            </Button>
          )}
          {state === 'ended' && (
            <ButtonLink size="lg" variant="secondary" href="/categories/all">
              Keep shopping
            </ButtonLink>
          )}
        </>
      }
    />
  )
}

function words(state: OpenedLink['state'], email: string | null): { title: string; sentence: string } {
  switch (state) {
    case 'asked':
      return {
        title: 'Shall we send you our letters?',
        sentence: `To ${email}, and only if you say yes here.`,
      }
    case 'proved':
      return {
        title: 'You get our letters',
        sentence: `We send them to ${email} until you stop them, here or with the link in each letter.`,
      }
    case 'ended':
      return {
        title: 'You get no letters from us',
        sentence: 'We have forgotten the address for them. Mails about your orders still come.',
      }
  }
}
