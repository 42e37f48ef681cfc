/** The first thing Tab reaches. The page's `<main>` needs the id and `tabIndex={-1}`. */
export function SkipLink({ targetId = 'main' }: { targetId?: string }) {
  return (
    <a
      href={`#${targetId}`}
      className="sr-only rounded-control bg-ink font-medium text-page focus:not-sr-only focus:fixed focus:top-3 focus:left-3 focus:z-60 focus:px-4 focus:py-2.5"
    >
      Skip to content
    </a>
  )
}
