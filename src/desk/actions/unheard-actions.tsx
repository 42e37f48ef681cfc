'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { useTRPCClient } from '#platform/trpc/client.tsx'
import { Banner } from '#platform/ui/banner.tsx'
import { Button } from '#platform/ui/button.tsx'
import { type Found, forgetAction, tellFound, type Unheard, unheardActions, watchActions } from './memory.ts'
import { unheardTitle, unheardWay } from './unheard-words.ts'

/** While the shop does not answer, the tab asks again after these waits, and repeats the last one for ever. */
const WAITS_MS = [0, 2_000, 4_000, 8_000, 15_000]
const none: readonly Unheard[] = []

/** Asks the shop for the outcome of every action without an answer, and shows it on every page of the desk. */
export function UnheardActions() {
  const actions = useSyncExternalStore(watchActions, unheardActions, () => none)
  const [found, setFound] = useState<readonly Found[]>([])
  const queries = useQueryClient()
  const client = useTRPCClient()
  const asked = actions.filter(({ state }) => state === 'unheard')
  const ids = asked.map(({ id }) => id).join(' ')

  useEffect(() => {
    let tries = 0
    let timer: ReturnType<typeof setTimeout> | undefined
    let over = false
    async function ask() {
      const open = unheardActions().filter(({ state }) => state === 'unheard')
      for (const { id, key, words } of open) {
        const became = await client.desk.whatBecame.mutate({ actionId: id }).catch(() => null)
        if (over) return
        if (!became || became.kind === 'running') continue
        tellFound({ id, key, words, became })
        setFound(before => [...before.filter(one => one.key !== key), { id, key, words, became }])
        await queries.invalidateQueries()
      }
      if (!over) again()
    }
    function again() {
      clearTimeout(timer)
      if (!unheardActions().some(({ state }) => state === 'unheard')) return
      timer = setTimeout(ask, WAITS_MS[Math.min(tries++, WAITS_MS.length - 1)])
    }
    if (ids) again()
    const online = () => {
      tries = 0
      again()
    }
    window.addEventListener('online', online)
    return () => {
      over = true
      clearTimeout(timer)
      window.removeEventListener('online', online)
    }
  }, [ids, client, queries])

  const open = actions.filter(({ state }) => state !== 'sent')
  if (open.length + found.length === 0) return null
  return (
    <div className="mb-4 flex flex-col gap-2">
      {open.map(({ id, words, state }) => (
        <Banner
          key={id}
          tone="warning"
          live="polite"
          title={unheardTitle(words)}
          action={
            state === 'cut_short' && (
              <Button variant="secondary" onClick={() => forgetAction(id)}>
                I have looked
              </Button>
            )
          }
        >
          {unheardWay(state === 'cut_short')}
        </Banner>
      ))}
      {found
        .filter(({ became }) => became.kind !== 'cut_short')
        .map(one => (
          <Banner
            key={one.id}
            tone={failureIn(one) === null ? 'success' : 'info'}
            live="polite"
            title={foundTitle(one)}
            action={
              <Button
                variant="secondary"
                onClick={() => setFound(before => before.filter(({ id }) => id !== one.id))}
              >
                Close
              </Button>
            }
          >
            {foundWords(one)}
          </Banner>
        ))}
    </div>
  )
}

function foundTitle(found: Found): string {
  if (found.became.kind === 'never_came') return 'It never reached the shop, so nothing was done'
  return failureIn(found) === null ? `It was done: ${found.words}` : 'The shop answered: it was not done'
}

function foundWords(found: Found): string | null {
  const failure = failureIn(found)
  return failure === null ? null : `We asked whether ${found.words}. ${failure}`
}

/** Null when the action was done. */
function failureIn({ became }: Found): string | null {
  switch (became.kind) {
    case 'done':
      return 'failed' in became.outcome ? String(became.outcome.failed) : null
    case 'refused':
      return became.sentence
    case 'never_came':
    case 'cut_short':
      return 'Send it once more if you still want it.'
  }
}
