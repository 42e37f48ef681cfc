'use client'

import { type RefObject, useEffect, useImperativeHandle, useRef } from 'react'

/** `answer`: a token for one attempt, or undefined when none comes in time. */
export type ChallengeControl = { answer: () => Promise<string | undefined> }

type Turnstile = {
  render: (place: HTMLElement, options: Record<string, unknown>) => string
  reset: (widget: string) => void
  remove: (widget: string) => void
}

const turnstile = () => (globalThis as { turnstile?: Turnstile }).turnstile

/** The widget works while the shopper fills in the page. If it waits for a tick or was blocked, a longer wait does not help. */
const ANSWER_LIMIT_MS = 4_000
const LOOK_EVERY_MS = 100

/**
 * Cloudflare Turnstile, which usually asks the shopper nothing:
 * https://developers.cloudflare.com/turnstile/get-started/client-side-rendering/
 */
export function ChallengeBox({
  siteKey,
  scriptUrl,
  control,
}: {
  siteKey: string
  scriptUrl: string
  control: RefObject<ChallengeControl | null>
}) {
  const place = useRef<HTMLDivElement>(null)
  const widget = useRef<string>(undefined)
  const token = useRef<string>(undefined)

  useEffect(() => {
    let gone = false
    const keep = (newToken?: string) => {
      token.current = newToken
    }
    const options = {
      sitekey: siteKey,
      action: 'place-order',
      callback: keep,
      'expired-callback': () => keep(),
    }
    void loadScript(scriptUrl).then(() => {
      if (!gone && place.current) widget.current = turnstile()?.render(place.current, options)
    })
    return () => {
      gone = true
      if (widget.current) turnstile()?.remove(widget.current)
    }
  }, [siteKey, scriptUrl])

  useImperativeHandle(control, () => ({
    async answer() {
      for (let waited = 0; !token.current && waited < ANSWER_LIMIT_MS; waited += LOOK_EVERY_MS)
        await new Promise(done => setTimeout(done, LOOK_EVERY_MS))
      const kept = token.current
      token.current = undefined
      if (widget.current) turnstile()?.reset(widget.current)
      return kept
    },
  }))

  return <div ref={place} className="min-h-16" />
}

/** If the script does not load, the checkout stays as it is: after Pay, the shop says what is missing. */
function loadScript(url: string): Promise<void> {
  if (turnstile()) return Promise.resolve()
  return new Promise(done => {
    const script = document.createElement('script')
    script.src = url
    script.onload = () => done()
    document.head.append(script)
  })
}
