'use client'

import { SlidersHorizontal } from 'lucide-react'
import { Button } from '#platform/ui/button.tsx'
import { Sheet, useSheet } from '#platform/ui/sheet.tsx'
import { countWords } from './count-words.ts'
import { FilterPanel } from './filter-panel.tsx'
import type { Browse } from './use-browse.ts'

/** The filters on phones and tablets. The list behind follows every tick, and the button shows the number of products. */
export function FilterSheet({ browse }: { browse: Browse }) {
  const { chosenCount: chosen, total } = browse
  const { opener, sheet, close } = useSheet()
  return (
    <>
      <Button variant="secondary" className="lg:hidden" {...opener}>
        <SlidersHorizontal aria-hidden="true" />
        Filter{chosen > 0 && ` (${chosen})`}
      </Button>
      <Sheet
        {...sheet}
        side="left"
        title="Filter"
        footer={
          <div className="flex gap-3">
            {chosen > 0 && (
              <Button variant="secondary" onClick={browse.clear}>
                Clear all
              </Button>
            )}
            <Button wide className="min-w-0 flex-1" onClick={close}>
              Show {countWords(total)}
            </Button>
          </div>
        }
      >
        <p role="status" className="sr-only">
          {countWords(total)}
        </p>
        <FilterPanel browse={browse} />
      </Sheet>
    </>
  )
}
