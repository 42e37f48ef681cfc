'use client'

import { TriangleAlert } from 'lucide-react'
import { Banner } from '#platform/ui/banner.tsx'
import { Button } from '#platform/ui/button.tsx'
import { counted } from './floor-words.ts'
import { useOutbox } from './scan-outbox.tsx'

/** What became of scans that changed nothing, and those that still wait on this device. */
export function ScanNotices() {
  const { waiting, others, line, troubles, understood } = useOutbox()
  const scans = counted(waiting.length, 'scan')
  const wait = `${scans} ${waiting.length === 1 ? 'waits' : 'wait'} on this device`
  return (
    <div className="flex flex-col gap-3 not-empty:mb-4">
      {troubles.length > 0 && (
        <Troubles words={troubles.map(({ words }) => words)} onUnderstood={understood} />
      )}
      {line === 'none' && (
        <Banner tone="warning" live="polite" title={waiting.length > 0 ? `No line: ${wait}` : 'No line'}>
          Scan on. This device keeps what you scan and sends it when the line is back.
        </Banner>
      )}
      {line === 'signed_out' && waiting.length > 0 && (
        <Banner tone="warning" live="polite" title={wait}>
          They go out when you are signed in again.
        </Banner>
      )}
      {others > 0 && (
        <Banner tone="info" title={`${counted(others, 'scan')} of another person on this device`}>
          They go out when that person signs in here again.
        </Banner>
      )}
    </div>
  )
}

function Troubles({ words, onUnderstood }: { words: readonly string[]; onUnderstood: () => void }) {
  return (
    <div
      role="alert"
      className="fixed inset-x-0 top-0 z-30 mx-auto flex max-w-3xl flex-col gap-3 bg-danger-fill p-4 text-on-danger sm:top-16 sm:rounded-card"
    >
      <div className="flex gap-3">
        <TriangleAlert aria-hidden="true" className="mt-1 size-7 shrink-0" />
        <div className="min-w-0 font-semibold text-xl">
          <p>{words.length === 1 ? 'This scan does not count' : 'These scans do not count'}</p>
          {words.slice(-SHOWN).map(sentence => (
            <p key={sentence} className="wrap-anywhere font-medium text-lg">
              {sentence}
            </p>
          ))}
        </div>
      </div>
      <Button variant="secondary" className="min-h-12" onClick={onUnderstood}>
        Understood
      </Button>
    </div>
  )
}

/** The newest troubles tell enough of a device that was away for long. */
const SHOWN = 5
