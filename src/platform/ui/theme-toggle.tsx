'use client'

import { Moon, Sun } from 'lucide-react'
import { useTheme } from 'next-themes'
import { Button } from './button.tsx'

/** Both icons and both names are in the page and CSS shows one, so server and browser agree. */
export function ThemeToggle({ className }: { className?: string }) {
  const { resolvedTheme, setTheme } = useTheme()
  return (
    <Button
      variant="quiet"
      size="icon"
      className={className}
      onClick={() => setTheme(resolvedTheme === 'dark' ? 'light' : 'dark')}
    >
      <Sun aria-hidden="true" className="hidden dark:block" />
      <span className="sr-only hidden dark:block">Use light theme</span>
      <Moon aria-hidden="true" className="dark:hidden" />
      <span className="sr-only dark:hidden">Use dark theme</span>
    </Button>
  )
}
