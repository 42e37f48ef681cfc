'use client'

import { z } from 'zod'
import { ActionDialog } from '#desk/action-dialog.tsx'
import { useCheckedForm } from '#platform/forms/use-checked-form.ts'
import { useTRPCClient } from '#platform/trpc/client.tsx'
import {
  altField,
  type PictureChange,
  type PictureOfProduct,
} from '#slices/catalog/pictures/picture-input.ts'
import { Picture } from '#slices/catalog/ui/picture.tsx'
import type { DeskPicture, DeskProduct } from '../product-queries.ts'
import { ChoiceField, LinesField } from './bound-field.tsx'
import { useProductAction } from './use-product-action.ts'

export const ALT_HINT = 'What it shows, for those who cannot see it.'

const typedPicture = z.object({ alt: altField, colour: z.string() })
const fieldIds = { alt: 'picture-alt', colour: 'picture-colour' } as const

export const coloursOf = ({ variants }: DeskProduct): string[] => [
  ...new Set(variants.flatMap(({ options }) => options.Colour ?? [])),
]

export function ChangePictureDialog({
  product,
  picture,
  onDone,
}: {
  product: DeskProduct
  picture: DeskPicture
  onDone: () => void
}) {
  const client = useTRPCClient()
  const colours = coloursOf(product)
  const { bind, check, showProblems } = useCheckedForm({
    schema: typedPicture,
    defaultValues: { alt: picture.alt, colour: picture.colour ?? '' },
    fieldIds,
  })
  const change = useProductAction({
    action: 'change-picture',
    subject: picture.id,
    send: (input: PictureChange, actionId) =>
      client.staffCatalog.changePicture.mutate({ ...input, actionId }),
    notice: 'Picture saved',
    onDone,
  })

  function send() {
    const { values, problems } = check()
    if (values)
      return change.act(
        { id: product.id, pictureId: picture.id, alt: values.alt, colour: values.colour || undefined },
        'the picture was saved',
      )
    showProblems(problems)
    document.getElementById(fieldIds.alt)?.focus()
  }

  return (
    <ActionDialog
      title="Change the picture"
      description="Pages show it so within a second"
      action={{ words: 'Save the picture', doing: 'Saving…' }}
      wayOut="Leave it"
      failure="The picture was not saved"
      mutation={change}
      onAction={send}
    >
      <LinesField bound={bind('alt')} label="Words" hint={ALT_HINT} />
      {colours.length > 0 && (
        <ChoiceField bound={bind('colour')} label="Shown for">
          <ColourOptions colours={colours} />
        </ChoiceField>
      )}
    </ActionDialog>
  )
}

export function ColourOptions({ colours }: { colours: readonly string[] }) {
  return (
    <>
      <option value="">Every variant</option>
      {colours.map(colour => (
        <option key={colour} value={colour}>
          {colour} only
        </option>
      ))}
    </>
  )
}

export function RemovePictureDialog({
  productId,
  picture,
  onDone,
}: {
  productId: string
  picture: DeskPicture
  onDone: () => void
}) {
  const client = useTRPCClient()
  const remove = useProductAction({
    action: 'remove-picture',
    subject: picture.id,
    send: (input: PictureOfProduct, actionId) =>
      client.staffCatalog.removePicture.mutate({ ...input, actionId }),
    notice: 'Picture removed',
    onDone,
  })
  return (
    <ActionDialog
      title="Remove the picture"
      description={picture.alt}
      action={{ words: 'Remove the picture', doing: 'Removing…', danger: true }}
      wayOut="Keep it"
      failure="The picture was not removed"
      mutation={remove}
      onAction={() => remove.act({ id: productId, pictureId: picture.id }, 'the picture was removed')}
    >
      {picture.state === 'ready' && (
        <Picture
          src={picture.url}
          alt=""
          width={160}
          height={160}
          className="size-40 rounded-card bg-sunken object-cover"
        />
      )}
      <p className="text-muted text-sm">
        Its files are deleted. Earlier orders that showed it show a drawing of a parcel.
      </p>
    </ActionDialog>
  )
}
