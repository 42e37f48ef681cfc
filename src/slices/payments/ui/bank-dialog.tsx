'use client'

import { useEffect, useRef, useState } from 'react'
import { Button } from '#platform/ui/button.tsx'
import { Dialog, DialogContent } from '#platform/ui/dialog.tsx'
import { Spinner } from '#platform/ui/spinner.tsx'
import type { PaymentsConfig } from './card-token.ts'
import { readFrameMessage } from './frame-messages.ts'
import { stripeFor } from './stripe.ts'

export type BankDialogProps = {
  config: PaymentsConfig
  nextAction: { clientSecret: string; url: string | null }
  /** Called when the bank has its answer, yes or no: the page then asks the shop for the result. */
  onDone: () => void
  /** Called when the shopper wants to use another card. */
  onCancel: () => void
  cancelLabel?: string
  /** True while the page asks the shop for the result. */
  settling: boolean
}

/** "Your bank wants to confirm it's you": shows the bank's own page in a frame, or Stripe.js in front of our page. */
export default function BankDialog(props: BankDialogProps) {
  const {
    config,
    nextAction,
    onDone,
    onCancel,
    cancelLabel = 'Cancel and use another card',
    settling,
  } = props
  if (nextAction.url === null && config.kind === 'stripe') {
    return (
      <StripeAction
        publishableKey={config.publishableKey}
        clientSecret={nextAction.clientSecret}
        onDone={onDone}
      />
    )
  }
  return (
    <Dialog open onOpenChange={open => !open && !settling && onCancel()}>
      <DialogContent
        title="Your bank wants to confirm it’s you"
        description="Answer your bank below. Your order is placed as soon as it says yes."
        onInteractOutside={event => event.preventDefault()}
        footer={
          <Button variant="secondary" pending={settling} pendingLabel="Asking your bank…" onClick={onCancel}>
            {cancelLabel}
          </Button>
        }
      >
        {nextAction.url && <BankFrame url={nextAction.url} onDone={onDone} />}
      </DialogContent>
    </Dialog>
  )
}

/** The height until the bank's page reports its own. Real banks ask for at least 390 × 400. */
const FIRST_HEIGHT_PX = 400

function BankFrame({ url, onDone }: { url: string; onDone: () => void }) {
  const frame = useRef<HTMLIFrameElement>(null)
  const latestOnDone = useRef(onDone)
  const [loaded, setLoaded] = useState(false)
  const [height, setHeight] = useState(FIRST_HEIGHT_PX)
  const { origin } = new URL(url)

  useEffect(() => {
    latestOnDone.current = onDone
  }, [onDone])

  useEffect(() => {
    function listen(event: MessageEvent) {
      const message = readFrameMessage(event, { origin, window: frame.current?.contentWindow ?? null })
      if (message?.type === 'orderly:3ds-done') latestOnDone.current()
      if (message?.type === 'orderly:resize') setHeight(Math.ceil(message.height))
    }
    window.addEventListener('message', listen)
    return () => window.removeEventListener('message', listen)
  }, [origin])

  return (
    <div className="relative overflow-clip rounded-card border border-control" style={{ height }}>
      {!loaded && (
        <p className="absolute inset-0 flex items-center justify-center gap-2 text-muted">
          <Spinner /> Opening your bank…
        </p>
      )}
      <iframe
        ref={frame}
        src={url}
        title="Your bank"
        className="relative block size-full border-0"
        onLoad={() => setLoaded(true)}
      />
    </div>
  )
}

function StripeAction(props: { publishableKey: string; clientSecret: string; onDone: () => void }) {
  const { publishableKey, clientSecret, onDone } = props
  const latestOnDone = useRef(onDone)
  const begun = useRef<string | null>(null)

  useEffect(() => {
    latestOnDone.current = onDone
  }, [onDone])

  useEffect(() => {
    if (begun.current === clientSecret) return
    begun.current = clientSecret
    // The shop asks Stripe itself, so the page does not read the bank's answer.
    void stripeFor(publishableKey)
      .then(stripe => stripe?.handleNextAction({ clientSecret }))
      .finally(() => latestOnDone.current())
  }, [publishableKey, clientSecret])

  return (
    <p role="status" className="flex items-center gap-2 text-muted">
      <Spinner /> Your bank is asking you to confirm…
    </p>
  )
}
