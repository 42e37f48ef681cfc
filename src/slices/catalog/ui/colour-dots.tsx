import { swatchOf } from '#slices/catalog/swatches.ts'

const SHOWN = 4

export function ColourDots({ colours }: { colours: string[] }) {
  if (colours.length < 2) return null
  return (
    <span className="inline-flex items-center gap-1">
      <span className="sr-only">
        {colours.length} colours: {colours.join(', ')}
      </span>
      {colours.slice(0, SHOWN).map(colour => (
        <span
          key={colour}
          aria-hidden="true"
          className="size-3.5 rounded-full border border-ink/25"
          style={{ background: swatchOf(colour) }}
        />
      ))}
      {colours.length > SHOWN && (
        <span aria-hidden="true" className="text-muted text-xs">
          +{colours.length - SHOWN}
        </span>
      )}
    </span>
  )
}
