export type ShippingZone = 'home' | 'europe' | 'world'

export type Country = {
  /** ISO 3166-1 alpha-2. */
  code: string
  name: string
  zone: ShippingZone
  /** In basis points. `included` means that shown prices contain the tax; otherwise the checkout adds it. */
  tax: { name: string; rateBasisPoints: number; included: boolean }
}

/**
 * Every country with people and post, the UK first, then by name. The list leaves out uninhabited places and countries that British
 * law lets hardly anybody send goods to (Belarus, Iran, North Korea, Russia, Syria). It is short because pages load it; the
 * rules for addresses are in address-forms.ts, on the server.
 */
const NAMES =
  'GB United Kingdom|AF Afghanistan|AX Åland Islands|AL Albania|DZ Algeria|AS American Samoa|AD Andorra|' +
  'AO Angola|AI Anguilla|AG Antigua & Barbuda|AR Argentina|AM Armenia|AW Aruba|AU Australia|AT Austria|' +
  'AZ Azerbaijan|BS Bahamas|BH Bahrain|BD Bangladesh|BB Barbados|BE Belgium|BZ Belize|BJ Benin|BM Bermuda|' +
  'BT Bhutan|BO Bolivia|BA Bosnia & Herzegovina|BW Botswana|BR Brazil|VG British Virgin Islands|BN Brunei|' +
  'BG Bulgaria|BF Burkina Faso|BI Burundi|KH Cambodia|CM Cameroon|CA Canada|CV Cape Verde|' +
  'BQ Caribbean Netherlands|KY Cayman Islands|CF Central African Republic|TD Chad|CL Chile|CN China|' +
  'CX Christmas Island|CC Cocos (Keeling) Islands|CO Colombia|KM Comoros|CG Congo (Brazzaville)|' +
  'CD Congo (DRC)|CK Cook Islands|CR Costa Rica|CI Côte d’Ivoire|HR Croatia|CU Cuba|CW Curaçao|CY Cyprus|' +
  'CZ Czechia|DK Denmark|DJ Djibouti|DM Dominica|DO Dominican Republic|EC Ecuador|EG Egypt|SV El Salvador|' +
  'GQ Equatorial Guinea|ER Eritrea|EE Estonia|SZ Eswatini|ET Ethiopia|FK Falkland Islands|FO Faroe Islands|' +
  'FJ Fiji|FI Finland|FR France|GF French Guiana|PF French Polynesia|GA Gabon|GM Gambia|GE Georgia|' +
  'DE Germany|GH Ghana|GI Gibraltar|GR Greece|GL Greenland|GD Grenada|GP Guadeloupe|GU Guam|GT Guatemala|' +
  'GG Guernsey|GN Guinea|GW Guinea-Bissau|GY Guyana|HT Haiti|HN Honduras|HK Hong Kong|HU Hungary|IS Iceland|' +
  'IN India|ID Indonesia|IQ Iraq|IE Ireland|IM Isle of Man|IL Israel|IT Italy|JM Jamaica|JP Japan|JE Jersey|' +
  'JO Jordan|KZ Kazakhstan|KE Kenya|KI Kiribati|XK Kosovo|KW Kuwait|KG Kyrgyzstan|LA Laos|LV Latvia|' +
  'LB Lebanon|LS Lesotho|LR Liberia|LY Libya|LI Liechtenstein|LT Lithuania|LU Luxembourg|MO Macao|' +
  'MG Madagascar|MW Malawi|MY Malaysia|MV Maldives|ML Mali|MT Malta|MH Marshall Islands|MQ Martinique|' +
  'MR Mauritania|MU Mauritius|YT Mayotte|MX Mexico|FM Micronesia|MD Moldova|MC Monaco|MN Mongolia|' +
  'ME Montenegro|MS Montserrat|MA Morocco|MZ Mozambique|MM Myanmar|NA Namibia|NR Nauru|NP Nepal|' +
  'NL Netherlands|NC New Caledonia|NZ New Zealand|NI Nicaragua|NE Niger|NG Nigeria|NU Niue|NF Norfolk Island|' +
  'MK North Macedonia|MP Northern Mariana Islands|NO Norway|OM Oman|PK Pakistan|PW Palau|PS Palestine|' +
  'PA Panama|PG Papua New Guinea|PY Paraguay|PE Peru|PH Philippines|PN Pitcairn Islands|PL Poland|' +
  'PT Portugal|PR Puerto Rico|QA Qatar|RE Réunion|RO Romania|RW Rwanda|WS Samoa|SM San Marino|' +
  'ST São Tomé & Príncipe|SA Saudi Arabia|SN Senegal|RS Serbia|SC Seychelles|SL Sierra Leone|SG Singapore|' +
  'SX Sint Maarten|SK Slovakia|SI Slovenia|SB Solomon Islands|SO Somalia|ZA South Africa|KR South Korea|' +
  'SS South Sudan|ES Spain|LK Sri Lanka|BL St Barthélemy|SH St Helena|KN St Kitts & Nevis|LC St Lucia|' +
  'MF St Martin|PM St Pierre & Miquelon|VC St Vincent & the Grenadines|SD Sudan|SR Suriname|' +
  'SJ Svalbard & Jan Mayen|SE Sweden|CH Switzerland|TW Taiwan|TJ Tajikistan|TZ Tanzania|TH Thailand|' +
  'TL Timor-Leste|TG Togo|TK Tokelau|TO Tonga|TT Trinidad & Tobago|TN Tunisia|TR Türkiye|TM Turkmenistan|' +
  'TC Turks & Caicos Islands|TV Tuvalu|UG Uganda|UA Ukraine|AE United Arab Emirates|US United States|' +
  'UY Uruguay|VI US Virgin Islands|UZ Uzbekistan|VU Vanuatu|VA Vatican City|VE Venezuela|VN Vietnam|' +
  'WF Wallis & Futuna|EH Western Sahara|YE Yemen|ZM Zambia|ZW Zimbabwe'

/** Standard rates in per cent: a simple table, not tax advice. Shoppers in these countries see prices with tax. */
const VAT =
  'GB20 AT20 BE21 BG20 HR25 CY19 CZ21 DK25 EE24 FI25.5 FR20 DE19 GR24 HU27 IS24 IE23 IM20 IT22 LV21 LI8.1 LT21 LU17 MT18 MC20 NL21 NO25 PL23 PT23 RO21 SK23 SI22 ES21 SE25 CH8.1'
/** Countries with the delivery price of Europe, for which the shop collects no tax. */
const EUROPE = 'AD AL AX BA FO GG GI JE MD ME MK RS SJ SM UA VA XK'.split(' ')
const OTHER_TAX: Record<string, Country['tax']> = {
  AU: { name: 'GST', rateBasisPoints: 1_000, included: true },
  NZ: { name: 'GST', rateBasisPoints: 1_500, included: true },
  CA: { name: 'GST', rateBasisPoints: 500, included: false },
  US: { name: 'Sales tax', rateBasisPoints: 800, included: false },
}
const NO_TAX = { name: 'Tax', rateBasisPoints: 0, included: true }

const vat = new Map(
  VAT.split(' ').map(entry => [entry.slice(0, 2), Math.round(Number(entry.slice(2)) * 100)]),
)

export const COUNTRIES: readonly Country[] = NAMES.split('|').map(entry => {
  const code = entry.slice(0, 2)
  const rate = vat.get(code)
  return {
    code,
    name: entry.slice(3),
    zone: zoneOf(code),
    tax:
      rate === undefined
        ? (OTHER_TAX[code] ?? NO_TAX)
        : { name: 'VAT', rateBasisPoints: rate, included: true },
  }
})

function zoneOf(code: string): ShippingZone {
  if (code === 'GB') return 'home'
  return vat.has(code) || EUROPE.includes(code) ? 'europe' : 'world'
}

const byCode = new Map(COUNTRIES.map(country => [country.code, country]))

export function countryByCode(code: string): Country | undefined {
  return byCode.get(code)
}
