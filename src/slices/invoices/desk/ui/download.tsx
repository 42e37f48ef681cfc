'use client'

import { Download } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#platform/ui/button.tsx'
import { saveAs } from '#platform/ui/save-as.ts'

/** Saves the report that is on the page as a file for a spreadsheet. */
export function DownloadCsv({ name, textOf }: { name: string; textOf: () => string }) {
  const [isKept, setKept] = useState(false)
  return (
    <>
      <Button
        variant="secondary"
        onClick={() => {
          saveAs(`${name}.csv`, textOf(), 'text/csv')
          setKept(true)
        }}
      >
        <Download aria-hidden="true" className="size-4" />
        Download as CSV
      </Button>
      <span role="status" className="sr-only">
        {isKept && 'Downloaded'}
      </span>
    </>
  )
}
