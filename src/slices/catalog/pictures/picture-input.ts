import { z } from 'zod'
import { lineField } from '#platform/fields/fields.ts'
import { LIMITS } from '#platform/fields/limits.ts'
import { optionally } from '#platform/fields/optionally.ts'
import { MOST_PICTURES } from './upload-limits.ts'

export const altField = lineField('Say what the picture shows', LIMITS.pictureAlt)
/** The colour whose variants it shows; left out or empty where it is of all of them. */
export const colourField = optionally(lineField('Name the colour', LIMITS.option))

/** Of a picture that is uploaded: its bytes are the body, so this stands in the address. */
export const pictureQuery = z.object({ alt: altField, colour: colourField })

const ofProduct = z.object({ id: z.uuid() })
const ofPicture = ofProduct.extend({ pictureId: z.uuid() })

export const changePictureSchema = ofPicture.extend(pictureQuery.shape)
export type PictureChange = z.infer<typeof changePictureSchema>
export const removePictureSchema = ofPicture
export type PictureOfProduct = z.infer<typeof ofPicture>
export const orderPicturesSchema = ofProduct.extend({
  pictureIds: z
    .array(z.uuid())
    .min(1)
    .max(4 * MOST_PICTURES),
})
export type PictureOrder = z.infer<typeof orderPicturesSchema>
