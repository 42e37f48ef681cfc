import type { RefObject } from 'react'

/** A field that catches programs which fill in everything. `inert`: keyboard, screen reader and pointer cannot reach it. */
export function BotTrap({ field }: { field: RefObject<HTMLInputElement | null> }) {
  return (
    <div inert className="absolute size-px overflow-hidden opacity-0">
      <label htmlFor="homepage">Homepage</label>
      <input ref={field} id="homepage" name="homepage" type="text" tabIndex={-1} autoComplete="off" />
    </div>
  )
}
