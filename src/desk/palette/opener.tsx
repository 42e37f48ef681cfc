'use client'

import { Search } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button } from '#platform/ui/button.tsx'
import { useFromFirstAction } from '#platform/ui/first-action.ts'
import type { PaletteProps } from './palette.tsx'

const fetchPalette = () => import('./palette.tsx')

/** The palette, which is fetched at the first action and opens by Ctrl+K or Cmd+K. */
export function usePalette(parts: Pick<PaletteProps, 'rooms' | 'finders'>) {
  const [isOpen, setOpen] = useState(false)
  const Palette = useFromFirstAction(fetchPalette)
  useEffect(() => {
    function press(event: KeyboardEvent) {
      if (event.defaultPrevented || !isPaletteKey(event)) return
      event.preventDefault()
      // Another dialog keeps what was typed into it.
      setOpen(before => !before && document.querySelector('[role="dialog"]') === null)
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])
  return {
    open: () => setOpen(true),
    palette: Palette && <Palette {...parts} isOpen={isOpen} onOpenChange={setOpen} />,
  }
}

/** On a Mac, Ctrl+K deletes to the end of a line. */
function isPaletteKey({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean {
  const isMac = /Mac|iPhone|iPad/.test(navigator.platform)
  const [wanted, other] = isMac ? [metaKey, ctrlKey] : [ctrlKey, metaKey]
  return key.toLowerCase() === 'k' && wanted && !other && !altKey && !shiftKey
}

/** The button beside the rooms; on a phone it is an icon. */
export function FindButton({ onPress, isIcon = false }: { onPress: () => void; isIcon?: boolean }) {
  return (
    <Button
      variant={isIcon ? 'quiet' : 'secondary'}
      size={isIcon ? 'icon' : 'sm'}
      aria-haspopup="dialog"
      aria-keyshortcuts="Control+K Meta+K"
      className={isIcon ? '' : 'mb-3 h-10 w-full justify-start gap-3 font-normal text-muted [&_svg]:size-5'}
      onClick={onPress}
    >
      <Search aria-hidden="true" />
      {isIcon ? <span className="sr-only">Find</span> : 'Find'}
    </Button>
  )
}
