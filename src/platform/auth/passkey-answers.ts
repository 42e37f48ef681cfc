import { z } from 'zod'

/** Keys and signatures take some hundred letters; nothing that a browser makes here is longer. */
const bytes = z.string().max(8_192)
const common = {
  id: z.string().min(1).max(1_400),
  rawId: z.string().min(1).max(1_400),
  type: z.literal('public-key'),
  // We ask for no extensions.
  clientExtensionResults: z
    .unknown()
    .optional()
    .transform(() => ({})),
  authenticatorAttachment: z.enum(['platform', 'cross-platform']).optional().catch(undefined),
}

/** A passkey that a browser has made. */
const madePasskey = z.object({
  ...common,
  response: z.object({
    clientDataJSON: bytes,
    attestationObject: bytes,
    transports: z.array(z.string().max(40)).max(8).optional().catch(undefined),
  }),
})

/** What a passkey has signed. */
const signedPasskey = z.object({
  ...common,
  response: z.object({
    clientDataJSON: bytes,
    authenticatorData: bytes,
    signature: bytes,
    userHandle: z.string().max(200).optional(),
  }),
})

/** What a browser answers, as text: its members are nobody's to type, so a wrong one has no words of its own. */
export const passkeyAnswer = z
  .string('Send the answer of the browser')
  .max(32_768, 'The answer of a browser is shorter')

export const readMade = (answer: string) => madePasskey.safeParse(parsed(answer)).data ?? null
export const readSigned = (answer: string) => signedPasskey.safeParse(parsed(answer)).data ?? null

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
