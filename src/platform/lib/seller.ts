import { z } from 'zod'

const words = z.string().min(1).max(200)

/** Lines of an address, written one after the other with a bar between them: `1 High Street | Leeds | LS1 1AA`. */
const addressLines = z
  .string()
  .transform(text =>
    text
      .split('|')
      .map(line => line.trim())
      .filter(Boolean),
  )
  .refine(lines => lines.length >= 2 && lines.length <= 8, 'needs two to eight lines with | between them')
  .optional()

/** Where the people of a demo shop have their addresses. */
export const DEMO_MAIL = '@orderly.example'

/** The seller's settings. */
export const sellerSettings = {
  SELLER_NAME: words.optional(),
  SELLER_ADDRESS: addressLines,
  SELLER_RETURNS_ADDRESS: addressLines,
  SELLER_EMAIL: z.email().optional(),
  SELLER_PHONE: z
    .string()
    .regex(/^\+?[\d ()-]{5,30}$/, 'needs digits and spaces, like 020 7946 0000')
    .optional(),
  SELLER_COMPANY_NUMBER: words.optional(),
  SELLER_VAT_NUMBER: words.optional(),
}

/** The seller, as named on invoices, in every mail's foot, in the shop's footer and in its terms. */
export type Seller = {
  name: string
  /** The registered office. */
  address: string[]
  returnsAddress: string[]
  email: string
  phone: string | null
  companyNumber: string | null
  vatNumber: string | null
  /** No seller is set, so this is a demo. */
  isDemo: boolean
}

const demo: Seller = {
  name: 'Orderly Demo Ltd',
  address: ['1 Shelf Lane', 'London', 'EC1A 1AA', 'United Kingdom'],
  returnsAddress: ['Returns', 'Orderly Demo Ltd', 'Unit 2, Shelf Park', 'Leeds', 'LS1 1AA', 'United Kingdom'],
  email: 'help@orderly.example',
  phone: '0113 496 0000',
  companyNumber: '00000000 (demo)',
  vatNumber: 'GB 000 0000 00 (demo)',
  isDemo: true,
}

type Settings = z.infer<z.ZodObject<typeof sellerSettings>>

/**
 * The seller from the settings. Without any it is the demo's seller, which says so; with any, nothing of the demo's is added
 * and pages leave out what is not set.
 */
export function sellerOf(settings: Settings): Seller {
  const { SELLER_NAME: name, SELLER_ADDRESS: address, SELLER_EMAIL: email } = settings
  if (Object.keys(sellerSettings).every(key => settings[key as keyof Settings] === undefined)) return demo
  if (!name || !address || !email)
    throw new Error(
      'SELLER_NAME, SELLER_ADDRESS and SELLER_EMAIL must be set together: a shop says who sells, where, and how to write to them.',
    )
  return {
    name,
    address,
    email,
    returnsAddress: settings.SELLER_RETURNS_ADDRESS ?? [name, ...address],
    phone: settings.SELLER_PHONE ?? null,
    companyNumber: settings.SELLER_COMPANY_NUMBER ?? null,
    vatNumber: settings.SELLER_VAT_NUMBER ?? null,
    isDemo: false,
  }
}

/** `Orderly Demo Ltd, 1 Shelf Lane, London, EC1A 1AA, United Kingdom` */
export const sellerLine = ({ name, address }: Seller): string => [name, ...address].join(', ')

/** `Company number 01234567`, `VAT number GB 123 4567 89`: as many of them as there are. */
export function sellerNumbers({
  companyNumber,
  vatNumber,
}: Pick<Seller, 'companyNumber' | 'vatNumber'>): string[] {
  return [
    ...(companyNumber ? [`Company number ${companyNumber}`] : []),
    ...(vatNumber ? [`VAT number ${vatNumber}`] : []),
  ]
}

/** The words that a demo adds to its seller; none in a real shop. */
export const demoNote = ({ isDemo }: Seller): string =>
  isDemo ? 'This shop is a demonstration and sells nothing for real.' : ''
