'use client'

import { useState } from 'react'
import { Banner } from '#platform/ui/banner.tsx'
import { Button } from '#platform/ui/button.tsx'
import { CopyButton } from '#platform/ui/copy-button.tsx'
import { saveAs } from '#platform/ui/save-as.ts'

const FILE_NAME = 'orderly-recovery-codes.txt'

/** The recovery codes, shown this once, to be copied or kept as a file. */
export function NewCodes({ codes }: { codes: readonly string[] }) {
  const text = codes.join('\n')
  return (
    <div className="flex flex-col gap-4">
      <Banner tone="success" live="polite" title="Keep these codes now: they are shown this once">
        Each stands in for your app once, when you have lost it. Keep them where your telephone is not.
      </Banner>
      <ul
        aria-label="Recovery codes"
        className="tabular grid grid-cols-2 gap-x-6 gap-y-2 rounded-card border border-hairline bg-surface p-4 font-mono"
      >
        {codes.map(code => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex items-center gap-3">
        <Download text={text} />
        <CopyButton text={text} label="Copy the codes" />
      </div>
    </div>
  )
}

function Download({ text }: { text: string }) {
  const [isKept, setKept] = useState(false)
  return (
    <>
      <Button
        variant="secondary"
        onClick={() => {
          saveAs(FILE_NAME, `${text}\n`, 'text/plain')
          setKept(true)
        }}
      >
        Download the codes
      </Button>
      <span role="status" className="sr-only">
        {isKept && 'Downloaded'}
      </span>
    </>
  )
}
