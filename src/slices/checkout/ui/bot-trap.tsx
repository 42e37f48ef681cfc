import type { RefObject } from 'react'

/** A field for programs that fill in everything. `inert`: no keyboard, no reader and no pointer comes to it. */
export function BotTrap({ field }: { field: RefObject<HTMLInputElement | null> }) {
  return (
    <div inert className="absolute size-px overflow-hidden opacity-0">
      <label htmlFor="homepage">Homepage</label>
      <input ref={field} id="homepage" name="homepage" type="text" tabIndex={-1} autoComplete="off" />
    </div>
  )
}
