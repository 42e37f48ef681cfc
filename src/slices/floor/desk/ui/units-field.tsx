import { Field } from '#platform/forms/field.tsx'
import { Input } from '#platform/forms/input.tsx'

/** How many units a scan is about, beside its field. The text stays as it was typed. */
export function UnitsField({ units, onType }: { units: string; onType: (typed: string) => void }) {
  return (
    <Field label="Units" className="w-24">
      <Input
        inputMode="numeric"
        autoComplete="off"
        className="h-13 text-lg"
        value={units}
        onChange={event => onType(event.target.value.trim())}
      />
    </Field>
  )
}
