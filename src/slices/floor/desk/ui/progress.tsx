/** How much of a walk is done, as a bar and in words. */
export function Progress({
  label,
  done,
  of,
  noun,
}: {
  label: string
  done: number
  of: number
  noun: string
}) {
  return (
    <div className="mt-1 flex items-center gap-3">
      <progress
        aria-label={label}
        value={done}
        max={Math.max(of, 1)}
        className="h-2 min-w-0 flex-1 appearance-none overflow-clip rounded-pill bg-sunken [&::-moz-progress-bar]:bg-brand [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-brand"
      />
      <span className="tabular shrink-0 text-muted text-sm">
        {done} of {of} {of === 1 ? noun : `${noun}s`}
      </span>
    </div>
  )
}
