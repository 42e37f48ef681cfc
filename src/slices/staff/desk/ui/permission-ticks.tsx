import { CheckboxField } from '#platform/forms/checkbox-field.tsx'
import { Fieldset } from '#platform/forms/fieldset.tsx'
import { beyond } from '#platform/rights/permission.ts'

export type Catalogue = readonly { name: string; about: string }[]

/** What a role or a key may do, to be ticked. What the person does not hold cannot be given. */
export function PermissionTicks({
  catalogue,
  own,
  ticked,
  error,
  onTick,
}: {
  catalogue: Catalogue
  own: readonly string[]
  ticked: readonly string[]
  error: string | undefined
  onTick: (ticked: string[]) => void
}) {
  return (
    <Fieldset id="permissions" legend="What it may do" error={error}>
      <div className="max-h-80 overflow-y-auto rounded-control border border-hairline px-3">
        {catalogue.map(({ name, about }) => (
          <CheckboxField
            key={name}
            label={
              <>
                {about} <code className="text-muted text-xs">{name}</code>
              </>
            }
            checked={ticked.includes(name)}
            disabled={beyond(own, [name]).length > 0}
            onChange={event =>
              onTick(event.target.checked ? [...ticked, name] : ticked.filter(other => other !== name))
            }
          />
        ))}
      </div>
    </Fieldset>
  )
}
