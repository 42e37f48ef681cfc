'use client'

import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button } from './button.tsx'

const SAID_MS = 2000

/** Copies `text`. `label` names it: "Copy order number". */
export function CopyButton({ text, label, className }: { text: string; label: string; className?: string }) {
  const [said, setSaid] = useState<'' | 'Copied' | 'Could not copy'>('')

  useEffect(() => {
    if (!said) return
    const timer = setTimeout(() => setSaid(''), SAID_MS)
    return () => clearTimeout(timer)
  }, [said])

  async function copy() {
    try {
      await navigator.clipboard.writeText(text)
      setSaid('Copied')
    } catch {
      setSaid('Could not copy')
    }
  }

  return (
    <>
      <Button variant="quiet" size="icon-sm" aria-label={label} className={className} onClick={copy}>
        {said === 'Copied' ? (
          <Check aria-hidden="true" className="text-success" />
        ) : (
          <Copy aria-hidden="true" />
        )}
      </Button>
      <span role="status" className="sr-only">
        {said}
      </span>
    </>
  )
}
