/** S3's refusals, in its own words (docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html). */
const refusals = {
  AccessDenied: [403, 'Access Denied'],
  BadDigest: [400, 'The checksum you specified did not match what we received.'],
  EntityTooLarge: [400, 'Your proposed upload exceeds the maximum allowed size.'],
  InternalError: [500, 'We encountered an internal error. Please try again.'],
  InvalidAccessKeyId: [403, 'The AWS Access Key Id you provided does not exist in our records.'],
  InvalidBucketName: [400, 'The specified bucket is not valid.'],
  KeyTooLongError: [400, 'Your key is too long.'],
  NoSuchKey: [404, 'The specified key does not exist.'],
  NotImplemented: [501, 'The sandbox does not play this part of S3.'],
  RequestTimeTooSkewed: [403, 'The difference between the request time and the server’s time is too large.'],
  SignatureDoesNotMatch: [
    403,
    'The request signature we calculated does not match the signature you provided.',
  ],
  SlowDown: [503, 'Please reduce your request rate.'],
} as const
export type S3Refusal = keyof typeof refusals

export function refuse(code: S3Refusal): Response {
  const [status, message] = refusals[code]
  return xml(`<Error><Code>${code}</Code><Message>${message}</Message></Error>`, status)
}

export const xml = (body: string, status = 200) =>
  new Response(`<?xml version="1.0" encoding="UTF-8"?>\n${body}`, {
    status,
    headers: { 'content-type': 'application/xml' },
  })

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
export const inXml = (text: string) => text.replace(/[&<>"]/g, letter => entities[letter] ?? letter)
