import { Field } from '#platform/forms/field.tsx'
import { Input } from '#platform/forms/input.tsx'

/** How many units a scan is about, beside its field. The text stays as it was typed. */
export function UnitsField({
  id,
  units,
  error,
  onType,
}: {
  id?: string
  units: string
  error?: string | undefined
  onType: (typed: string) => void
}) {
  return (
    <Field id={id} label="Units" className={error ? undefined : 'w-24'} error={error}>
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
