import { useEffect } from 'react'

/** Scrolls to a part that the address names (`#withdrawals`) once the part is there: the browser looks only before it was read. */
export function useArrival(id: string, isThere: boolean): void {
  useEffect(() => {
    if (isThere && window.location.hash === `#${id}`) document.getElementById(id)?.scrollIntoView()
  }, [id, isThere])
}
