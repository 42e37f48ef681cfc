import { answerFloorPdf } from '#slices/floor/slip/rest.ts'
import { drawCn23 } from '../customs/draw-cn23.tsx'
import { readCn23 } from '../customs/read-cn23.ts'
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

/** `GET /api/floor/parcels/{id}/cn23`: the customs declaration of a parcel that leaves the customs area, as a PDF. */
export const answerCn23 = (request: Request, id: string): Promise<Response> =>
  answerFloorPdf(request, id, {
    action: 'labels.cn23',
    async draw(ctx) {
      const form = await readCn23(ctx, id)
      return { name: `cn23-${form.orderNumber}.pdf`, bytes: await drawCn23(form) }
    },
  })
