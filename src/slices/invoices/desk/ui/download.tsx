'use client'

import { Download } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#platform/ui/button.tsx'

/** Saves the report that is on the page as a file for a spreadsheet. */
export function DownloadCsv({ name, textOf }: { name: string; textOf: () => string }) {
  const [isKept, setKept] = useState(false)
  return (
    <>
      <Button
        variant="secondary"
        onClick={() => {
          const address = URL.createObjectURL(new Blob([textOf()], { type: 'text/csv' }))
          const link = document.createElement('a')
          link.href = address
          link.download = `${name}.csv`
          link.click()
          URL.revokeObjectURL(address)
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
