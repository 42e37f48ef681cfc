import { answerFloorPdf } from '#slices/floor/slip/rest.ts'
import { drawLabel } from './draw-label.ts'

/** `GET /api/floor/parcels/{id}/label`: the label as a PDF, for people who work on the parcel's floor. */
export const answerLabel = (request: Request, id: string): Promise<Response> =>
  answerFloorPdf(request, id, {
    action: 'labels.print',
    async draw(ctx) {
      const { bytes, trackingNumber } = await drawLabel(ctx, id)
      return { name: `label-${trackingNumber.replace(/[^\w-]/g, '_')}.pdf`, bytes }
    },
  })
