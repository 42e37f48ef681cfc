'use client'

import { ActionDialog } from '#desk/action-dialog.tsx'
import { Field } from '#platform/forms/field.tsx'
import { FileInput } from '#platform/forms/file-input.tsx'
import { Select } from '#platform/forms/select.tsx'
import { Textarea } from '#platform/forms/textarea.tsx'
import { ACCEPTED } from '#slices/catalog/pictures/upload-limits.ts'
import type { DeskProduct } from '../product-queries.ts'
import { ALT_HINT, ColourOptions, coloursOf } from './picture-dialogs.tsx'
import { type Chosen, useUploads } from './use-uploads.ts'

const FILES = 'picture-files'

/** Chooses files, asks what each shows, and sends them one after the other. */
export function AddPicturesDialog({ product, onDone }: { product: DeskProduct; onDone: () => void }) {
  const uploads = useUploads(product.id, onDone)
  const { chosen, isPending, error, noFiles } = uploads
  const open = chosen.filter(({ isAdded }) => !isAdded).length
  const many = open > 1
  return (
    <ActionDialog
      title="Add pictures"
      description="They stand behind the others until you move them"
      action={{
        words: many ? `Add ${open} pictures` : 'Add the picture',
        doing: many ? 'Adding them…' : 'Adding it…',
      }}
      wayOut="Leave it"
      failure={chosen.length > 1 ? 'Not all of them were added' : 'The picture was not added'}
      mutation={{ isPending, isSuccess: false, error }}
      check={() => uploads.check(FILES)}
      onAction={uploads.send}
    >
      <Field
        id={FILES}
        label="Files"
        hint="JPEG, PNG, WebP or AVIF, 15 MB each. Place, camera and other traces are taken out."
        error={noFiles}
      >
        <FileInput
          multiple
          accept={ACCEPTED.join(',')}
          disabled={isPending}
          onChange={event => uploads.choose([...(event.target.files ?? [])])}
        />
      </Field>
      {chosen.map(one => (
        <ChosenFields
          key={one.id}
          one={one}
          colours={coloursOf(product)}
          disabled={isPending}
          onChange={said => uploads.say(one.id, said)}
        />
      ))}
    </ActionDialog>
  )
}

function ChosenFields({
  one,
  colours,
  disabled,
  onChange,
}: {
  one: Chosen
  colours: readonly string[]
  disabled: boolean
  onChange: (said: Partial<Pick<Chosen, 'alt' | 'colour'>>) => void
}) {
  if (one.isAdded)
    return (
      <p role="status" className="wrap-anywhere text-sm">
        {one.file.name} is added.
      </p>
    )
  return (
    <fieldset disabled={disabled} className="flex min-w-0 flex-col gap-3 border-hairline border-t pt-3">
      <legend className="sr-only">{one.file.name}</legend>
      <Field
        id={one.id}
        label={<span className="wrap-anywhere">{one.file.name}</span>}
        hint={ALT_HINT}
        error={one.wrong}
      >
        <Textarea
          rows={2}
          className="min-h-18"
          value={one.alt}
          onChange={event => onChange({ alt: event.target.value })}
        />
      </Field>
      {colours.length > 0 && (
        <Field id={`${one.id}-colour`} label="Shown for">
          <Select value={one.colour} onChange={event => onChange({ colour: event.target.value })}>
            <ColourOptions colours={colours} />
          </Select>
        </Field>
      )}
    </fieldset>
  )
}
