import { expect, test } from 'vitest'
import { addressSchema } from './address.ts'
import { addressFormOf, regionName } from './address-forms.ts'
import { COUNTRIES } from './countries.ts'

const somewhere = { name: 'Ana Moss', line1: '1 Shelf Street', city: 'Town', postalCode: '' }
const read = (fields: object) => addressSchema.safeParse({ ...somewhere, ...fields })
const wrong = (fields: object) => read(fields).error?.issues.map(issue => issue.message) ?? []

test('shoppers can order to every country with its example postcode, which is in the normal form', () => {
  for (const { code } of COUNTRIES) {
    const form = addressFormOf(code)
    for (const example of form?.postcode.examples ?? []) {
      const region = form?.region?.required ? form.region.options?.[0]?.code : undefined
      const once = read({ country: code, postalCode: example, region })
      expect([code, example, once.error?.issues]).toEqual([code, example, undefined])
      const normal = once.data?.postalCode ?? ''
      for (const typed of [normal.toLowerCase(), normal.replace(/[ -]/g, ''), ` ${[...normal].join(' ')} `])
        expect([code, read({ country: code, postalCode: typed, region }).data?.postalCode]).toEqual([
          code,
          normal,
        ])
    }
  }
})

test('the list has the countries that were once missing', () => {
  const codes = COUNTRIES.map(country => country.code)
  for (const code of ['IM', 'MC', 'LI', 'KR', 'IN', 'MX', 'SM', 'VA', 'TR', 'UA', 'TW', 'PR', 'AX', 'XK'])
    expect(codes).toContain(code)
})

test.each([
  ['DE', 'D-10115', '10115'],
  ['DE', 'DE 10115', '10115'],
  ['LU', 'L-1009', '1009'],
  ['CH', 'CH-8001', '8001'],
  ['SE', 'SE-111 20', '111 20'],
  ['SE', 'S 11120', '111 20'],
  ['AT', 'A-1010', '1010'],
  ['FI', 'FI-00100', '00100'],
  ['FI', 'FIN-00100', '00100'],
  ['DK', 'DK-1050', '1050'],
  ['NO', 'N-0150', '0150'],
  ['BE', 'B-1000', '1000'],
  ['FR', 'F-75001', '75001'],
  ['IT', 'I-00184', '00184'],
  ['LI', 'FL-9490', '9490'],
  ['LT', 'LT-01100', 'LT-01100'],
  ['LT', '01100', 'LT-01100'],
  ['LV', 'lv1010', 'LV-1010'],
  ['LV', '1010', 'LV-1010'],
  ['GB', 'sw1a1aa', 'SW1A 1AA'],
  ['GB', 'ＳＷ１Ａ－１ＡＡ', 'SW1A 1AA'],
  ['GB', 'm25bq', 'M2 5BQ'],
  ['JP', '〒1000001', '100-0001'],
  ['JP', '１００−０００１', '100-0001'],
  ['US', '100011234', '10001-1234'],
  ['CA', 'k1a0b1', 'K1A 0B1'],
  ['NL', '1012js', '1012 JS'],
  ['PL', '00001', '00-001'],
  ['IE', 'd02x285', 'D02 X285'],
  ['SA', '١١٥٦٤', '11564'],
  ['AE', '', ''],
])('%s: %s is kept as %s', (country, postalCode, kept) => {
  const region = { US: 'NY', CA: 'ON' }[country]
  expect(read({ country, postalCode, region }).data?.postalCode).toBe(kept)
})

test.each([
  ['GB', '123', 'Enter a full UK postcode, like SW1A 1AA'],
  ['LV', 'NOT-A-CODE', 'Enter a full Latvian postcode, like LV-1010'],
  ['MT', 'x', 'Enter a full Maltese postcode, like VLT 1010'],
  ['LU', 'D-1009', 'Enter a full Luxembourg postcode, like 1009'],
  ['KR', '1', 'Enter a full postcode of South Korea, like 03051'],
  ['IN', 'abc', 'Enter a full PIN code of India, like 110034'],
  ['DE', '', 'Enter postcode'],
])('%s: “%s” gets a helpful refusal', (country, postalCode, sentence) => {
  expect(wrong({ country, postalCode })).toEqual([sentence])
})

test.each([
  ['US', 'ny', 'NY'],
  ['US', 'New York', 'NY'],
  ['US', 'US-NY', 'NY'],
  ['US', 'AE', 'AE'],
  ['US', 'AA', 'AA'],
  ['US', 'AP', 'AP'],
  ['US', 'Puerto Rico', 'PR'],
  ['US', 'GU', 'GU'],
  ['US', 'VI', 'VI'],
  ['US', 'AS', 'AS'],
  ['US', 'MP', 'MP'],
  ['CA', 'Québec', 'QC'],
  ['CA', 'quebec', 'QC'],
  ['AU', 'New South Wales', 'NSW'],
  ['JP', 'Tokyo', '13'],
  ['JP', '東京都', '13'],
  ['JP', '東京', '13'],
  ['JP', 'JP-13', '13'],
  ['KR', '서울특별시', '11'],
  ['KR', '서울', '11'],
  ['KR', 'Seoul', '11'],
  ['BR', 'São Paulo', 'SP'],
  ['BR', 'sao paulo', 'SP'],
  ['IN', 'Maharashtra', 'MH'],
  ['MX', 'Mexico City', 'CMX'],
  ['MX', 'Ciudad de México', 'CMX'],
  ['AE', 'Dubai', 'DU'],
  ['AE', 'دبي', 'DU'],
  ['CN', '北京市', '11'],
  ['CN', 'Beijing', '11'],
  ['IT', 'Roma', 'RM'],
  ['IT', 'Rome', 'RM'],
  ['ES', 'Sevilla', 'SE'],
  ['IE', 'County Dublin', 'D'],
  ['IE', 'Dublin', 'D'],
  ['UA', 'Київська область', '32'],
  ['GB', 'Greater London', 'Greater London'],
  ['DE', 'Bayern', 'Bayern'],
])('%s: the region %s is kept as %s', (country, region, kept) => {
  const postalCode = addressFormOf(country)?.postcode.example ?? ''
  expect(read({ country, postalCode, region }).data?.region).toBe(kept)
})

test.each([
  ['US', 'ZZ'],
  ['US', 'New'],
  ['US', 'Ontario'],
  ['CA', 'NY'],
  ['JP', 'Kanto'],
  ['TW', 'Hsinchu'],
])('%s: no region is called %s', (country, region) => {
  const postalCode = addressFormOf(country)?.postcode.example ?? ''
  expect(wrong({ country, postalCode, region })).toEqual([
    expect.stringMatching(/^Enter an? .* by its name or code, like /),
  ])
})

test('every region of every list is found by its code and by each of its names', () => {
  for (const { code: country } of COUNTRIES) {
    const form = addressFormOf(country)
    for (const { code, name, also } of form?.region?.options ?? []) {
      const kept = (region: string) =>
        read({ country, postalCode: form?.postcode.example ?? '', region }).data?.region
      expect([country, code, kept(code)]).toEqual([country, code, code])
      if (form?.region?.options?.filter(option => option.also.includes(name)).length === 1)
        for (const one of also) expect([country, one, kept(one)]).toEqual([country, one, code])
    }
  }
})

test.each(['abc', 'x', '12', 'call me', '+44 20 7946 0991 and then some words'])(
  '“%s” is not a phone number',
  phone => {
    expect(wrong({ country: 'GB', postalCode: 'SW1A 1AA', phone })).toEqual([
      'Enter a phone number, like 07700 900 982 or +44 808 157 0192',
    ])
  },
)

test.each([
  '4915123456704',
  '+44 20 7946 0991',
  '(020) 7946-0991',
  '020/7946 0991 ext. 12',
  '0049 151 23456704',
])('“%s” is a phone number', phone => {
  expect(read({ country: 'GB', postalCode: 'SW1A 1AA', phone }).data?.phone).toBe(phone)
})

test('an optional field may be absent, null or empty', () => {
  const kept = { ...somewhere, country: 'HK' }
  for (const none of [undefined, null, '', '  '])
    expect(read({ country: 'HK', line2: none, region: none, phone: none, postalCode: none }).data).toEqual(
      kept,
    )
})

test.each([
  ['US', 'TX', 'TX'],
  ['JP', '13', 'Tokyo'],
  ['KR', '11', 'Seoul'],
  ['MX', 'CMX', 'Ciudad de México'],
  ['GB', 'Kent', 'Kent'],
])('%s: the region %s is written %s in an address', (country, region, written) => {
  expect(regionName(country, region)).toBe(written)
})
